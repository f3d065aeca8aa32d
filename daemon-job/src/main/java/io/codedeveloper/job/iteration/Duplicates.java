package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationState;
import io.codedeveloper.daemon.Priorities;
import io.codedeveloper.daemon.PriorityState;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.host.PullRequest.State;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.PriorityStatus;
import java.util.List;
import java.util.Optional;

/// Repairs what executions that were cut off left on the Git host: a second pull request for a
/// priority, one that came after the user had closed ours, or one that no record knows.
///
/// Every repair is counted in the project: it is a fault that was caught late.
final class Duplicates {
  /// The number of a late pull request that was closed: where it is open again, the user wants it.
  private static final String CLOSED_LATE = "closedLatePullRequest";

  private Duplicates() {}

  /// Looks over all open pull requests of the project.
  static void repair(Work work, Proposals proposals) {
    proposals.open().forEach((key, open) -> repair(work, proposals, key, List.copyOf(open)));
  }

  private static void repair(Work work, Proposals proposals, String key, List<PullRequest> open) {
    if (key.startsWith(EditProposal.KEY)) {
      keepOldest(work, proposals, key, open);
      return;
    }
    var intended =
        open.stream().filter(one -> closeLate(work, proposals, key, one).isEmpty()).toList();
    if (!intended.isEmpty() && keepOldest(work, proposals, key, intended)) {
      adopt(work, key, intended.getFirst());
    }
  }

  /// @return false when the oldest is too much, too, as there is a merged one
  private static boolean keepOldest(
      Work work, Proposals proposals, String key, List<PullRequest> open) {
    var merged = merged(work, proposals, key, open.getFirst());
    var kept = merged.orElse(open.getFirst());
    open.stream()
        .filter(one -> one.number() != kept.number())
        .forEach(one -> close(work, proposals, one, kept));
    return merged.isEmpty();
  }

  /// Closes one that a late request has opened after the user had closed an older one of its
  /// branch: that is his decision.
  ///
  /// @return the one that the user closed; empty when this one is not late
  static Optional<PullRequest> closeLate(
      Work work, Proposals proposals, String key, PullRequest open) {
    var record = work.services().priorities().get(work.project().id(), key);
    var number = Optional.of(open.number());
    if (record.pullRequestNumber().equals(number)
        || record.fields().number(CLOSED_LATE).equals(number)) {
      return Optional.empty();
    }
    var decided = proposals.closedBefore(open);
    decided.ifPresent(closed -> {
      close(work, proposals, open, closed);
      noteClosedLate(work, key, open);
    });
    return decided;
  }

  private static void noteClosedLate(Work work, String key, PullRequest late) {
    work.services()
        .leases()
        .fenced(
            work.project().id(),
            work.fence(),
            (tx, now) -> {
              var record = Priorities.read(tx, now.id(), key).with(CLOSED_LATE, late.number());
              return Priorities.write(tx, now.id(), record);
            });
  }

  /// The merged one beside which an open one of the same branch makes no sense any more.
  private static Optional<PullRequest> merged(
      Work work, Proposals proposals, String key, PullRequest open) {
    var complete =
        work.newestRoadmap()
            .byKey(key)
            .map(Priority::status)
            .filter(PriorityStatus.COMPLETE::equals)
            .isPresent();
    return complete
        ? proposals.ofBranch(open.headBranch()).stream()
            .filter(one -> one.state() == State.MERGED && one.number() < open.number())
            .findFirst()
        : Optional.empty();
  }

  /// Closes the one that is too much, and tells why on it and in a notification. Nothing happens
  /// unless the lease is still this execution's.
  static void close(Work work, Proposals proposals, PullRequest duplicate, PullRequest kept) {
    var services = work.services();
    var project = work.project().id();
    var draft = told(work, duplicate, kept).withTexts(services.redactor()::redact);
    services
        .leases()
        .fenced(
            project,
            work.fence(),
            (tx, now) -> {
              var known = tx.get(now.documents().notification(draft.id())).isPresent();
              Notifications.notifyOnce(tx, project, draft);
              return known ? now : counted(tx, now, "duplicatesClosed");
            });
    work.host().comment(duplicate, comment(kept));
    work.host().close(duplicate);
    proposals.closed(duplicate);
    work.say(
        "closed pull request #%d, a duplicate of #%d".formatted(duplicate.number(), kept.number()));
  }

  private static String comment(PullRequest kept) {
    var why =
        kept.state() == State.CLOSED
            ? "Closed by code-developer: it came late, after #%d was closed without being merged. Reopen the one that you want."
            : "Closed by code-developer, as #%d is for the same priority. Its branch is kept.";
    return why.formatted(kept.number());
  }

  private static NotificationDraft told(Work work, PullRequest duplicate, PullRequest kept) {
    return NotificationDraft.of(
        work.project().id().value(),
        "duplicate-" + duplicate.number(),
        Notification.Type.WARNING,
        Notification.Level.NORMAL,
        "Pull request #%d was a duplicate".formatted(duplicate.number()),
        what(kept).formatted(duplicate.number(), duplicate.url(), kept.number(), kept.url()));
  }

  private static String what(PullRequest kept) {
    return kept.state() == State.CLOSED
        ? "#%d (%s) came late and is closed, as you closed #%d (%s) without merging it. Reopen the one that you want, or change the priority's text to have it done anew."
        : "Two executions proposed the same priority: #%d (%s) is closed, #%d (%s) stays.";
  }

  /// Notes a pull request whose execution was cut off before it could: it counts as proposed.
  private static void adopt(Work work, String key, PullRequest found) {
    var services = work.services();
    var record = services.priorities().get(work.project().id(), key);
    if (record.pullRequestNumber().equals(Optional.of(found.number()))
        || record.lastIteration().filter(id -> isUnderWay(work, id)).isPresent()) {
      return;
    }
    services
        .leases()
        .fenced(
            work.project().id(),
            work.fence(),
            (tx, now) -> {
              var known = Priorities.read(tx, now.id(), key);
              var proposed =
                  known
                      .withState(PriorityState.PROPOSED)
                      .withPullRequest(found.number(), found.url())
                      .with("branch", found.headBranch());
              Priorities.write(tx, now.id(), proposed);
              return counted(tx, now, "pullRequestsAdopted");
            });
    work.say("found pull request #%d again, which no record knew".formatted(found.number()));
  }

  /// An iteration that is not at its end finds its pull request itself.
  private static boolean isUnderWay(Work work, String iteration) {
    return iteration.equals(work.iteration().id())
        || work.services()
            .iterations()
            .get(work.project().id(), iteration)
            .map(Iteration::state)
            .filter(state -> state != IterationState.ENDED)
            .isPresent();
  }

  private static Project counted(Transaction tx, Project project, String repair) {
    return Projects.put(tx, project.counting(repair));
  }
}
