package io.codedeveloper.job;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.Problems;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;

/// The job's entry point: claims the lease that the dispatcher reserved, and does one iteration.
///
/// A lost claim means that another execution works already: it ends in order and without any
/// effect.
public final class Main {
  /// Time to reach a safe point after SIGTERM; the platform kills after about ten seconds.
  private static final Duration GRACE = Duration.ofSeconds(8);

  private static final int TRY_AGAIN = 20;

  private final LaunchedJob job;
  private final Voice voice;

  private Main(LaunchedJob job, Voice voice) {
    this.job = job;
    this.voice = voice;
  }

  public static void main(String[] arguments) {
    var environment = System.getenv();
    var voice =
        JobPlatform.isLocal(environment)
            ? new Voice.Printing(System.out)
            : new Voice.Logging(System.getLogger(Main.class.getName()));
    System.exit(run(environment, System.in, voice));
  }

  /// Does the job.
  ///
  /// @return the exit code: 0 when the iteration ended in order, whatever its outcome
  static int run(Map<String, String> environment, InputStream input, Voice voice) {
    try {
      return JobPlatform.isLocal(environment)
          ? local(environment, input, voice)
          : deployed(environment, voice);
    } catch (UserErrorException error) {
      voice.complains(String.valueOf(error.getMessage()));
      return 1;
    } catch (TransientException failure) {
      voice.complains(String.valueOf(failure.getMessage()));
      return TRY_AGAIN;
    }
  }

  private static int local(Map<String, String> environment, InputStream input, Voice voice) {
    var job = LaunchedJob.from(environment);
    var data = job.configuration().data();
    var clock = MonotonicClock.ofThisProcess();
    try (var platform = JobPlatform.local(data, environment, input, clock)) {
      return new Main(job, voice).run(platform.ports());
    }
  }

  /// The platform may find fault with further settings: all are told at once.
  private static int deployed(Map<String, String> environment, Voice voice) {
    var problems = new Problems();
    var job = problems.attempt(() -> LaunchedJob.from(environment));
    var opened =
        problems.attempt(() -> JobPlatform.deployed(environment, MonotonicClock.ofThisProcess()));
    problems.refuse();
    try (var platform = opened.orElseThrow()) {
      return new Main(job.orElseThrow(), voice).run(platform.ports());
    }
  }

  private int run(Platform platform) {
    var configuration = job.configuration();
    var redactor = new Redactor(KnownSecrets.of(platform.secrets()));
    var directories = new WorkDirectories(configuration.data());
    var services = JobServices.over(platform, redactor, directories);
    return run(services, new StandardWorkshop(configuration, platform, redactor));
  }

  private int run(JobServices services, StandardWorkshop workshop) {
    var project = new ProjectId(job.request().project());
    var request = job.request();
    var claim = services.leases().claim(project, request.iteration(), request.fence());
    if (claim instanceof Leases.Claim.Refused(var why)) {
      voice.says("nothing done: " + why);
      return 0;
    }
    var stop = new StopSignal();
    var execution =
        new Execution(
            services,
            workshop,
            project,
            request.iteration(),
            request.fence(),
            true,
            watch(stop, () -> services.leases().release(project, request.fence())));
    try (var _ = GracefulShutdown.within(GRACE, stop)) {
      execution
          .run(stop, Progress.silent())
          .ifPresent(iteration -> voice.says(iteration.outcomeMessage().orElse("it ended")));
    }
    return 0;
  }

  private Runnable watch(StopSignal stop, Runnable release) {
    var lastResort = new LastResort(stop, System::nanoTime, () -> end(release));
    var deadline =
        job.configuration()
            .taskTimeout()
            .map(timeout -> new SelfDeadline(timeout, stop, System::nanoTime));
    return () -> {
      deadline.ifPresent(SelfDeadline::watch);
      lastResort.watch();
    };
  }

  /// Ends this process and all that it started, now. The lease is given back if the store answers
  /// at once; otherwise time does it.
  private static void end(Runnable release) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      Thread.ofVirtual().start(release).join(Duration.ofSeconds(1));
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(TRY_AGAIN);
  }
}
