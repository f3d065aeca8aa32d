package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Priorities;
import io.codedeveloper.daemon.PriorityRecord;
import io.codedeveloper.daemon.PriorityState;
import io.codedeveloper.job.host.PullRequest;
import java.util.Optional;

/// Goes on with the priority of an interrupted iteration, unless the user wants something else by
/// now.
final class Resumption {
  private Resumption() {}

  static Step.Result of(Work work, String key) {
    var record = noLongerWaiting(work, key);
    if (!record.lastIteration().equals(Optional.of(work.iteration().id()))) {
      return elsewhere(work.iteration(), record);
    }
    var priority = work.roadmap().byKey(key);
    if (priority.isEmpty()) {
      return notWanted(key + " is not in the roadmap any more");
    }
    var whyNot = Wishes.against(work, priority.get(), work.newestRoadmap());
    if (whyNot.isPresent() && !isProposed(work)) {
      return notWanted(whyNot.get());
    }
    work.priority(priority.get());
    work.say("going on with " + priority.get().name());
    return Step.done("priority", key);
  }

  private static PriorityRecord noLongerWaiting(Work work, String key) {
    var project = work.project().id();
    return work.services()
        .leases()
        .fenced(
            project,
            work.fence(),
            (tx, now) -> {
              var record = Priorities.read(tx, project, key);
              return record.state() == PriorityState.WAITING
                      || record.state() == PriorityState.OVER_BUDGET
                  ? Priorities.write(
                      tx, project, record.withState(PriorityState.OPEN).with("awaiting", null))
                  : record;
            });
  }

  /// The iteration has found a pull request and was killed before it said so, or another one was
  /// started on the same priority by hand.
  private static Step.Result elsewhere(Iteration iteration, PriorityRecord record) {
    return iteration
        .pullRequestUrl()
        .map(url ->
            new Step.Result.End(
                IterationOutcome.PULL_REQUEST, "its pull request is open already: " + url))
        .orElseGet(() ->
            notWanted(
                "iteration %s has taken it up since"
                    .formatted(record.lastIteration().orElse("of somebody else"))));
  }

  /// True when the work is out for review already: then it is only brought to its end.
  static boolean isProposed(Work work) {
    var branch = work.iteration().branch();
    return branch.isPresent()
        && work.host().find(branch.get()).stream()
            .anyMatch(known -> known.state() != PullRequest.State.CLOSED);
  }

  static Step.Result.End notWanted(String why) {
    return new Step.Result.End(IterationOutcome.GAVE_UP, "the work was not finished: " + why);
  }
}
