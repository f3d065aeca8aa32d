package io.codedeveloper.job;

import io.codedeveloper.daemon.Leases;
import io.codedeveloper.job.iteration.IterationRunner;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.Workshop;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/// An execution as [Main] and [Execution] do it, in a process that a simulation has.
public final class SimulatedExecution {
  private SimulatedExecution() {}

  /// @param background starts a loop, and gives what ends it
  /// @param die ends the process
  public static void run(
      JobServices services,
      Workshop workshop,
      JobRequest request,
      StopSignal stop,
      Progress progress,
      LongSupplier nanos,
      BiFunction<Duration, Runnable, Runnable> background,
      Runnable die) {
    var project = new ProjectId(request.project());
    var claim = services.leases().claim(project, request.iteration(), request.fence());
    if (claim instanceof Leases.Claim.Refused) {
      return;
    }
    var platform = services.platform();
    var heartbeat =
        new Heartbeat(
            services.projects(),
            services.leases(),
            project,
            request.fence(),
            stop,
            true,
            platform.clock(),
            nanos);
    var lastResort = new LastResort(stop, nanos, die);
    var beats = background.apply(BackgroundLoop.SLOW, heartbeat::beat);
    var watch =
        background.apply(
            Duration.ofSeconds(1),
            () -> {
              heartbeat.watch();
              lastResort.watch();
            });
    try {
      var logged =
          new LoggedProgress(
              platform.logs(), platform.clock(), project.value(), request.iteration(), progress);
      new IterationRunner(services, workshop)
          .run(project, request.iteration(), request.fence(), stop, logged);
    } finally {
      beats.run();
      watch.run();
    }
  }
}
