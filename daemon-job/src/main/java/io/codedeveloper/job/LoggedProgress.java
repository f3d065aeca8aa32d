package io.codedeveloper.job;

import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.platform.LogStore;
import java.time.Clock;
import java.util.Optional;

/// Keeps what an iteration does in the log, and passes it on.
final class LoggedProgress implements Progress {
  private final LogStore logs;
  private final Clock clock;
  private final String project;
  private final String iteration;
  private final Progress next;

  LoggedProgress(LogStore logs, Clock clock, String project, String iteration, Progress next) {
    this.logs = logs;
    this.clock = clock;
    this.project = project;
    this.iteration = iteration;
    this.next = next;
  }

  @Override
  public void step(String step, int number, int of) {
    log(LogStore.Severity.INFO, "step %d of %d: %s".formatted(number, of, step));
    next.step(step, number, of);
  }

  @Override
  public void line(String text) {
    log(LogStore.Severity.INFO, text);
    next.line(text);
  }

  private void log(LogStore.Severity severity, String message) {
    logs.append(
        new LogStore.Entry(clock.instant(), severity, project, Optional.of(iteration), message));
  }
}
