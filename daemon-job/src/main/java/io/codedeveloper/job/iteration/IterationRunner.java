package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.StaleFenceException;
import io.codedeveloper.job.git.UncommittableException;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// Runs one iteration under a claimed lease: step by step, each effect before its journal entry.
///
/// Whatever happens, the iteration ends with an outcome and a sentence for people, or, when the
/// lease is lost, without any further effect.
public final class IterationRunner {
  /// Executions of one iteration that end in an error of ours, before the next priority has its
  /// turn.
  private static final long MOST_ERRORS = 3;

  private final JobServices services;
  private final Workshop workshop;
  private final List<Step> steps = Steps.all();

  public IterationRunner(JobServices services, Workshop workshop) {
    this.services = services;
    this.workshop = workshop;
  }

  /// Runs the iteration whose lease this fence is.
  ///
  /// @return the iteration as it ended; empty when the lease was lost on the way
  public Optional<Iteration> run(
      ProjectId id, String iterationId, long fence, StopSignal stop, Progress progress) {
    var clock = services.platform().clock();
    var started = clock.instant();
    try {
      var iteration = services.iterations().begin(id, iterationId, fence);
      var project = services.projects().require(id);
      var end = work(project, iteration, fence, stop, progress);
      var ending = new Ending(services, project, fence, iterationId);
      var ended = ending.end(end.outcome(), end.message(), end.pause());
      var took = Duration.between(started, clock.instant());
      // Whoever follows the log learns why; the line after it is for monitoring.
      log(id, iterationId, LogStore.Severity.INFO, end.message());
      log(id, iterationId, LogStore.Severity.INFO, EndLine.of(iteration, ended, took));
      return Optional.of(ended);
    } catch (StaleFenceException lost) {
      log(id, iterationId, LogStore.Severity.WARNING, String.valueOf(lost.getMessage()));
      return Optional.empty();
    } finally {
      tidy(id, iterationId, fence);
    }
  }

  /// What was done is done, whether or not its directory can be deleted.
  private void tidy(ProjectId id, String iterationId, long fence) {
    try {
      services.directories().discard(iterationId, fence);
    } catch (UncheckedIOException left) {
      log(id, iterationId, LogStore.Severity.WARNING, String.valueOf(left.getMessage()));
    }
  }

  private Step.Result.End work(
      Project project, Iteration iteration, long fence, StopSignal stop, Progress progress) {
    var settings = project.settings();
    return ended(
        project,
        iteration,
        fence,
        stop,
        () -> {
          try (var remote = workshop.remote(settings)) {
            var around =
                new Work.Surroundings(
                    services,
                    project,
                    fence,
                    remote,
                    workshop.host(project),
                    workshop.sandbox(),
                    workshop.agents(settings),
                    stop,
                    progress);
            var work = new Work(around, iteration);
            remote.remark().ifPresent(work::say);
            var end = ended(project, iteration, fence, stop, () -> steps(work, progress));
            return KeptWork.keep(work, end);
          }
        });
  }

  /// Every way to end is an end with a sentence for people, except a lost lease.
  private Step.Result.End ended(
      Project project,
      Iteration iteration,
      long fence,
      StopSignal stop,
      Supplier<Step.Result.End> doing) {
    try {
      return doing.get();
    } catch (StaleFenceException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      return DiskFull.caused(failure)
          ? new Step.Result.End(IterationOutcome.USER_ERROR, DiskFull.MESSAGE)
          : failed(project, iteration, fence, stop, failure);
    }
  }

  private Step.Result.End failed(
      Project project, Iteration iteration, long fence, StopSignal stop, RuntimeException failure) {
    return switch (failure) {
      case UncommittableException change ->
          new Step.Result.End(IterationOutcome.GAVE_UP, text(change));
      case UserErrorException error ->
          new Step.Result.End(IterationOutcome.USER_ERROR, text(error));
      case CancellationException stopped -> Questions.stopped(stop);
      case TransientException again when stop.requested() -> Questions.stopped(stop);
      case TransientException again ->
          new Step.Result.End(
              IterationOutcome.TRY_AGAIN, text(again), again.retryAfter().orElse(Duration.ZERO));
      case RuntimeException bug -> internalError(project.id(), iteration.id(), fence, bug);
    };
  }

  private Step.Result.End steps(Work work, Progress progress) {
    var number = 0;
    for (var step : steps) {
      if (work.stop().requested()) {
        return Questions.stopped(work.stop());
      }
      number++;
      progress.step(step.name(), number, steps.size());
      work.enter(step.name(), 100 * (number - 1) / steps.size());
      var started = services.platform().clock().instant();
      switch (step.run(work)) {
        case Step.Result.Done(var effect) ->
            journal(work, step, 100 * number / steps.size(), effect, started);
        case Step.Result.End end -> {
          return end;
        }
      }
    }
    var pullRequest = work.pullRequest();
    return new Step.Result.End(
        IterationOutcome.PULL_REQUEST,
        "pull request #%d: %s".formatted(pullRequest.number(), pullRequest.url()));
  }

  private void journal(
      Work work, Step step, int percent, Fields effect, java.time.Instant started) {
    var took = Duration.between(started, services.platform().clock().instant());
    work.journal(
        step.name(),
        percent,
        effect,
        iteration -> Recorded.by(step.name(), effect, iteration).withTiming(step.name(), took));
  }

  private Step.Result.End internalError(
      ProjectId project, String iteration, long fence, RuntimeException bug) {
    var trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    log(project, iteration, LogStore.Severity.ERROR, trace.toString());
    var errors = counted(project, iteration, fence);
    return new Step.Result.End(
        errors < MOST_ERRORS ? IterationOutcome.TRY_AGAIN : IterationOutcome.GAVE_UP,
        "an error of code-developer itself (%s); its stack trace is in the log of iteration %s"
            .formatted(text(bug), iteration));
  }

  /// How many executions of the iteration have ended in an error of ours. Before a priority is
  /// chosen none counts: giving up would only begin the same anew.
  private long counted(ProjectId project, String id, long fence) {
    var effect = new Iterations.Effect("error", 0, Fields.empty());
    return services
        .iterations()
        .journal(
            project,
            id,
            fence,
            effect,
            iteration ->
                iteration.withData(
                    "errors",
                    iteration.priority().isPresent()
                        ? iteration.data().number("errors", 0) + 1
                        : 0))
        .data()
        .number("errors", 0);
  }

  private void log(
      ProjectId project, String iteration, LogStore.Severity severity, String message) {
    services
        .platform()
        .logs()
        .append(
            new LogStore.Entry(
                services.platform().clock().instant(),
                severity,
                project.value(),
                Optional.of(iteration),
                services.redactor().redact(message)));
  }

  private static String text(RuntimeException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
