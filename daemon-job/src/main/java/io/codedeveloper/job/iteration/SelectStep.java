package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Priorities;
import io.codedeveloper.daemon.PriorityRecord;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.roadmap.NextPriority;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.PriorityId;
import io.codedeveloper.roadmap.PriorityStatus;
import io.codedeveloper.roadmap.RoadmapSelector;
import java.util.List;
import java.util.Optional;

/// Chooses the priority: the iteration's own if it has one, else the one that was asked for, else
/// the next.
final class SelectStep implements Step {
  private static final int SKIPPED_TOLD = 20;

  @Override
  public String name() {
    return "select";
  }

  @Override
  public Result run(Work work) {
    var proposals = new Proposals(work);
    Duplicates.repair(work, proposals);
    var own = work.iteration().priority();
    if (own.isPresent()) {
      return Resumption.of(work, own.get());
    }
    var records = new Candidates(work, proposals);
    var asked = takeRequest(work);
    return asked.isPresent() ? asked(work, records, asked.get()) : next(work, records);
  }

  /// The priority that the user asked for, from the project into the iteration, so that it is asked
  /// for once.
  private static Optional<String> takeRequest(Work work) {
    var project = work.project().id();
    var taken =
        work.services()
            .leases()
            .fenced(
                project,
                work.fence(),
                (tx, now) -> {
                  var iteration = Iterations.require(tx, project, work.iteration().id());
                  var requested = now.requestedPriority();
                  if (requested.isEmpty()) {
                    return iteration;
                  }
                  Projects.put(tx, now.with("requestedPriority", null));
                  return Iterations.put(
                      tx, project, iteration.withData("requestedPriority", requested.get()));
                });
    work.iteration(taken);
    return taken.data().text("requestedPriority");
  }

  private static Result asked(Work work, Candidates records, String wanted) {
    var found = named(work, wanted.strip());
    if (found.size() != 1) {
      forgetRequest(work);
      throw new UserErrorException(
          "%s in %s; its priorities are: %s"
              .formatted(
                  found.isEmpty()
                      ? "there is no priority " + wanted
                      : "priority " + wanted + " stands there more than once",
                  work.roadmapPath(),
                  names(work.roadmap().priorities())));
    }
    var priority = found.getFirst();
    var open = records.openPullRequest(priority);
    if (open.isPresent()) {
      return adopt(work, priority, open.get());
    }
    return RoadmapSelector.whyNotEvenIfAsked(work.roadmap(), priority)
        .map("it "::concat)
        .or(() -> records.whyNot(priority))
        .<Result>map(why -> refuse(priority, why))
        .orElseGet(() -> begin(work, records, priority, "you asked for it"));
  }

  /// What cannot be done is said once: the next execution takes whatever is next.
  private static void forgetRequest(Work work) {
    var project = work.project().id();
    var forgotten =
        work.services()
            .leases()
            .fenced(
                project,
                work.fence(),
                (tx, now) -> {
                  var iteration = Iterations.require(tx, project, work.iteration().id());
                  return Iterations.put(tx, project, iteration.withData("requestedPriority", null));
                });
    work.iteration(forgotten);
  }

  /// `2.1` means `PRIORITY 2.1` where nothing is called `2.1`.
  private static List<Priority> named(Work work, String wanted) {
    var exactly = work.roadmap().named(new PriorityId(wanted));
    var found =
        exactly.isEmpty() ? work.roadmap().named(new PriorityId("PRIORITY " + wanted)) : exactly;
    return found.size() == 1 ? found : work.roadmap().byKey(wanted).map(List::of).orElse(found);
  }

  private static Result adopt(Work work, Priority priority, PullRequest open) {
    work.journal(
        "select",
        10,
        Fields.empty().with("pullRequest", open.url()),
        iteration ->
            iteration
                .withPriority(priority.key(), title(priority))
                .with("branch", open.headBranch())
                .withData("priorityId", priority.id().text())
                .withPullRequest(open.number(), open.url()));
    return new Result.End(
        IterationOutcome.PULL_REQUEST,
        "pull request #%d is open already: %s".formatted(open.number(), open.url()));
  }

  private static Result refuse(Priority priority, String why) {
    return new Result.End(
        IterationOutcome.BLOCKED, "%s is not taken up: %s".formatted(priority.name(), why));
  }

  private static Result next(Work work, Candidates records) {
    return switch (new RoadmapSelector(records::whyNot).next(work.roadmap())) {
      case NextPriority.Next(var priority, var why, var skipped) -> {
        tell(work, skipped);
        yield begin(work, records, priority, why);
      }
      case NextPriority.NothingToDo(var why, var skipped) -> {
        tell(work, skipped);
        yield new Result.End(IterationOutcome.NOTHING_TO_DO, why);
      }
      case NextPriority.NothingUnderstood(var problems) ->
          new Result.End(
              IterationOutcome.NOTHING_UNDERSTOOD,
              "no priority could be understood in %s; `project-manager roadmap lint %s` shows why"
                  .formatted(work.roadmapPath(), work.roadmapPath()));
    };
  }

  /// Says why not the ones before; what is complete needs no words.
  private static void tell(Work work, List<NextPriority.Skipped> skipped) {
    skipped.stream()
        .filter(one -> one.priority().status() != PriorityStatus.COMPLETE)
        .limit(SKIPPED_TOLD)
        .forEach(one -> work.say("not %s: %s".formatted(one.priority().name(), one.whyNot())));
  }

  private static Result begin(Work work, Candidates records, Priority priority, String why) {
    var branch = records.branch(priority);
    var attempt = attempt(work, priority, branch);
    if (attempt.isPresent()) {
      return new Result.End(IterationOutcome.BLOCKED, attempt.get());
    }
    work.priority(priority);
    work.say("%s: %s (%s)".formatted(priority.name(), priority.title(), why));
    return new Result.Done(
        Fields.empty().with("priority", priority.key()).with("branch", branch).with("why", why));
  }

  /// Counts the attempt and gives the iteration its priority, all or nothing; says why not when
  /// there were too many.
  private static Optional<String> attempt(Work work, Priority priority, String branch) {
    var services = work.services();
    var project = work.project().id();
    return services
        .leases()
        .fenced(
            project,
            work.fence(),
            (tx, now) -> {
              var iteration = Iterations.require(tx, project, work.iteration().id());
              var before =
                  Optional.of(Priorities.read(tx, project, priority.key()))
                      .filter(known -> known.textHash().equals(Optional.of(priority.textHash())))
                      .flatMap(PriorityRecord::lastIteration)
                      .filter(id -> !id.equals(iteration.id()));
              var attempt =
                  Priorities.attempt(
                      tx, project, priority.key(), priority.textHash(), iteration.id());
              if (attempt instanceof Priorities.Attempt.Exhausted(var record)) {
                var told = iteration.withPriority(priority.key(), title(priority));
                work.iteration(Iterations.put(tx, project, told));
                return Optional.of(exhausted(priority, record.attempts()));
              }
              if (attempt instanceof Priorities.Attempt.Begun(var record)) {
                Priorities.write(tx, project, record.with("branch", branch));
              }
              var chosen =
                  iteration
                      .withPriority(priority.key(), title(priority))
                      .with("branch", branch)
                      .withData("priorityId", priority.id().text())
                      .withData(EarlierAttempt.AFTER, before.orElse(null))
                      .with("baseCommit", work.base().hex());
              work.iteration(Iterations.put(tx, project, chosen));
              return Optional.empty();
            });
  }

  private static String exhausted(Priority priority, int attempts) {
    return "%s was tried %d times without success; change its text to have it tried again"
        .formatted(priority.name(), attempts);
  }

  static String title(Priority priority) {
    return PullRequestText.title(priority.id().text(), priority.title());
  }

  private static String names(List<Priority> priorities) {
    return priorities.isEmpty()
        ? "none"
        : String.join(", ", priorities.stream().limit(30).map(Priority::name).toList());
  }
}
