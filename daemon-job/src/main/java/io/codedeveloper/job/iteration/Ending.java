package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Priorities;
import io.codedeveloper.daemon.PriorityRecord;
import io.codedeveloper.daemon.PriorityState;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.TransientException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Ends an execution's work: what the priority's record says, who is told, the released lease, the
/// message to go on.
final class Ending {
  /// Failures in a row before people are told; most cure themselves.
  private static final long FAILURES_TOLD = 2;

  private final JobServices services;
  private final Project project;
  private final long fence;
  private final String iterationId;

  Ending(JobServices services, Project project, long fence, String iterationId) {
    this.services = services;
    this.project = project;
    this.fence = fence;
    this.iterationId = iterationId;
  }

  /// What a notification is about, for programs.
  static Fields context(Work work) {
    return Fields.empty()
        .with("iteration", work.iteration().id())
        .withOptional("priority", work.iteration().priority())
        .withOptional("pullRequest", work.iteration().pullRequestUrl());
  }

  /// Ends the iteration; every part can be repeated, and the lease goes last.
  Iteration end(IterationOutcome outcome, String reason, Duration pause) {
    var message = services.redactor().redact(reason);
    var iteration = services.iterations().get(project.id(), iterationId).orElseThrow();
    iteration.priority().ifPresent(key -> record(key, iteration, outcome, message));
    notification(iteration, outcome, message).ifPresent(draft -> tell(outcome, draft));
    var ended =
        services.iterations().end(project.id(), iterationId, fence, outcome, message, pause);
    announce(outcome);
    return ended;
  }

  /// What comes back with every try is one notification that counts.
  private void tell(IterationOutcome outcome, NotificationDraft draft) {
    switch (outcome) {
      case TRY_AGAIN, USER_ERROR, OVER_BUDGET, NOTHING_UNDERSTOOD ->
          services.tellAgain(project.id(), draft);
      case PULL_REQUEST,
          NOTHING_TO_DO,
          WAITING,
          GAVE_UP,
          BLOCKED,
          PRIORITY_OVER_BUDGET,
          OUT_OF_TIME,
          STOPPED ->
          services.tell(project.id(), draft);
    }
  }

  private void record(String key, Iteration iteration, IterationOutcome outcome, String message) {
    services
        .leases()
        .fenced(
            project.id(),
            fence,
            (tx, now) -> {
              var known = Priorities.read(tx, project.id(), key);
              return Priorities.write(tx, project.id(), after(known, iteration, outcome, message));
            });
  }

  private static PriorityRecord after(
      PriorityRecord known, Iteration iteration, IterationOutcome outcome, String message) {
    var record = known.with("lastOutcome", outcome.wireName()).with("lastMessage", message);
    return switch (outcome) {
      case PULL_REQUEST ->
          record
              .withState(PriorityState.PROPOSED)
              .withPullRequest(
                  iteration.pullRequestNumber().orElse(0L), iteration.pullRequestUrl().orElse(""))
              .with("awaiting", null);
      case WAITING ->
          record
              .withState(PriorityState.WAITING)
              .with("awaiting", iteration.question().orElse(null));
      case BLOCKED -> record.withState(PriorityState.BLOCKED).with("blockedBecause", message);
      case PRIORITY_OVER_BUDGET -> record.withState(PriorityState.OVER_BUDGET);
      case NOTHING_TO_DO,
          NOTHING_UNDERSTOOD,
          GAVE_UP,
          TRY_AGAIN,
          USER_ERROR,
          STOPPED,
          OVER_BUDGET,
          OUT_OF_TIME ->
          record;
    };
  }

  private Optional<NotificationDraft> notification(
      Iteration iteration, IterationOutcome outcome, String message) {
    var name = iteration.priorityTitle().orElse("the roadmap");
    return switch (outcome) {
      case PULL_REQUEST, NOTHING_TO_DO, WAITING, STOPPED, OUT_OF_TIME -> Optional.empty();
      case PRIORITY_OVER_BUDGET, OVER_BUDGET -> overBudget(iteration, outcome, message);
      case TRY_AGAIN ->
          Optional.of(
                  draft(iterationId, "try-again", Type.WARNING, "Keeps failing: " + name, message))
              .filter(draft -> project.failuresInARow() >= FAILURES_TOLD);
      case NOTHING_UNDERSTOOD ->
          Optional.of(
              draft(
                  project.id().value(),
                  "not-understood-" + iteration.baseCommit().orElse(""),
                  Type.ERROR,
                  "The roadmap was not understood",
                  message));
      case GAVE_UP ->
          Optional.of(draft(iterationId, "gave-up", Type.WARNING, "Gave up on " + name, message));
      case BLOCKED ->
          Optional.of(draft(iterationId, "blocked", Type.WARNING, "Blocked: " + name, message));
      case USER_ERROR ->
          Optional.of(
              draft(
                  iterationId,
                  "error-" + fingerprint(message),
                  Type.ERROR,
                  "You need to change something",
                  message));
    };
  }

  /// A priority's budget concerns its iteration; a day's or month's the whole project.
  private Optional<NotificationDraft> overBudget(
      Iteration iteration, IterationOutcome outcome, String message) {
    var whole = outcome == IterationOutcome.OVER_BUDGET;
    var about = whole ? project.id().value() : iterationId;
    var title =
        whole
            ? "The budget is used up"
            : "Its budget is used up: " + iteration.priorityTitle().orElse("");
    return iteration
        .overBudget()
        .map(over -> draft(about, "budget-" + over.fingerprint(), Type.WARNING, title, message));
  }

  private NotificationDraft draft(
      String about, String kind, Type type, String title, String message) {
    return NotificationDraft.of(about, kind, type, Level.HIGH, title, message)
        .withContext(Fields.empty().with("iteration", iterationId));
  }

  /// Eight hexadecimal digits: the same error is told once, a different one again.
  private static String fingerprint(String message) {
    return HexFormat.of()
        .toHexDigits(java.util.Arrays.hashCode(message.getBytes(StandardCharsets.UTF_8)));
  }

  /// Lets the dispatcher go on at once. When that fails, the next tick finds the lease free and
  /// does the same.
  private void announce(IterationOutcome outcome) {
    var finished = new DaemonMessage.IterationFinished(project.id(), iterationId, outcome);
    try {
      services
          .platform()
          .bus()
          .publish(Topic.COMMANDS, finished.toMessage(services.platform().ids().next()));
    } catch (TransientException unreachable) {
      services
          .platform()
          .logs()
          .append(
              new io.codedeveloper.platform.LogStore.Entry(
                  services.platform().clock().instant(),
                  io.codedeveloper.platform.LogStore.Severity.WARNING,
                  project.id().value(),
                  Optional.of(iterationId),
                  "the end was not announced; the next tick goes on: " + unreachable.getMessage()));
    }
  }
}
