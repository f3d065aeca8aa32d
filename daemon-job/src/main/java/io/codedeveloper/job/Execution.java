package io.codedeveloper.job;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.job.iteration.IterationRunner;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.Workshop;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.project.ProjectId;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Runs one iteration under a claimed lease, on a thread of its own that can be ended in the middle
/// of a call; two loops beside it keep the lease and watch the time.
///
/// @param followsDesired whether stopping the daemon ends it
/// @param watch looks at the time, five times a second
record Execution(
    JobServices services,
    Workshop workshop,
    ProjectId project,
    String iteration,
    long fence,
    boolean followsDesired,
    Runnable watch) {

  /// Runs it to its end.
  ///
  /// @return the iteration as it ended; empty when the lease was lost on the way
  Optional<Iteration> run(StopSignal stop, Progress progress) {
    var platform = services.platform();
    takeOverDirectories();
    var heartbeat =
        new Heartbeat(
            services.projects(),
            services.leases(),
            project,
            fence,
            stop,
            followsDesired,
            platform.clock(),
            System::nanoTime);
    var logged =
        new LoggedProgress(platform.logs(), platform.clock(), project.value(), iteration, progress);
    Runnable both =
        () -> {
          heartbeat.watch();
          watch.run();
        };
    try (var _ = BackgroundLoop.every(BackgroundLoop.SLOW, "heartbeat", heartbeat::beat);
        var _ = BackgroundLoop.every(BackgroundLoop.QUICK, "watch", both)) {
      return onItsOwnThread(
          new FutureTask<>(() -> runner().run(project, iteration, fence, stop, logged)));
    }
  }

  /// A killed execution could not clean up behind itself.
  private void takeOverDirectories() {
    var directories = services.directories();
    directories.claim(iteration, fence, Foreground.self().toString());
    directories.removeAbandoned(owner -> Foreground.of(owner).isAlive()).forEach(this::warn);
  }

  private void warn(String message) {
    var platform = services.platform();
    platform
        .logs()
        .append(
            new LogStore.Entry(
                platform.clock().instant(),
                LogStore.Severity.WARNING,
                project.value(),
                Optional.of(iteration),
                message));
  }

  private IterationRunner runner() {
    return new IterationRunner(services, workshop);
  }

  /// A virtual one: only there an interrupt ends what reads from a socket.
  private static <T> T onItsOwnThread(FutureTask<T> work) {
    Thread.ofVirtual().name("iteration").start(work);
    var interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failure) {
      throw unchecked(failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(ExecutionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return failure.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(failure);
  }
}
