package io.codedeveloper.cli.up;

import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The jobs of a host: child processes that would outlive it, and must not.
final class RunningJobs implements AutoCloseable {
  /// A step that asks a model may take longer; its work is kept up to the last turn.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Platform platform;
  private final Projects projects;
  private final Iterations iterations;

  RunningJobs(Platform platform) {
    this.platform = platform;
    this.projects = new Projects(platform.documents());
    var leases = new Leases(platform.documents(), Leases.TIME_TO_LIVE);
    this.iterations = new Iterations(platform.documents(), leases);
  }

  /// Ends what a killed host left running, whose settings may be others, and has its iterations
  /// taken up at once.
  void adopt() {
    for (var project : projects.all()) {
      execution(project).ifPresent(platform.jobs()::cancel);
      var sweep = new DaemonMessage.Tick(project.id(), Ticks.SWEEP);
      platform.bus().publish(Topic.TICKS, sweep.toMessage(platform.ids().next()));
    }
  }

  /// Asks every job to end at its next safe point, and ends those that do not in time. Their
  /// iterations go on when there is a host again.
  @Override
  public void close() {
    var executions = projects.all().stream().map(this::execution).flatMap(Optional::stream);
    var running = executions.filter(this::isRunning).toList();
    if (running.isEmpty()) {
      return;
    }
    projects.all().forEach(project -> projects.update(project.id(), RunningJobs::halted));
    await(running);
    running.forEach(platform.jobs()::cancel);
  }

  private static Project halted(Project project) {
    return project.with("haltFence", project.highestFence());
  }

  private void await(List<String> executions) {
    var end = platform.clock().instant().plus(PATIENCE);
    while (executions.stream().anyMatch(this::isRunning)
        && platform.clock().instant().isBefore(end)) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean isRunning(String execution) {
    return platform.jobs().status(execution) == Status.RUNNING;
  }

  private Optional<String> execution(Project project) {
    return project
        .lease()
        .flatMap(lease -> iterations.get(project.id(), lease.holder()))
        .flatMap(Iteration::execution);
  }
}
