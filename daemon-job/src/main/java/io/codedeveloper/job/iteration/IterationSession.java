package io.codedeveloper.job.iteration;

import io.codedeveloper.budget.BudgetRefusal;
import io.codedeveloper.budget.Ledger.Purpose;
import io.codedeveloper.budget.Ledger.Reservation;
import io.codedeveloper.budget.Ledger.Reserving;
import io.codedeveloper.budget.Limit;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.platform.Fields;
import java.util.Optional;
import java.util.function.Supplier;

/// What surrounds the agent in an iteration: its checkpoints, the ledger, the user's answers, the
/// repository's tests.
///
/// Everything it changes is fenced: an execution that lost its lease can neither spend nor record.
final class IterationSession implements CodingAgent.Session {
  /// After so many refused finishes the pull request becomes a draft that says what fails.
  static final int MOST_OBJECTIONS = 3;

  private static final String NOTHING_CHANGED =
      "You have changed no file, so there is nothing to propose. Make the change that the priority"
          + " asks for. If nothing is to be done, call finish again and say why.";

  private final Work work;
  private final Checkpoints checkpoints;
  private final Optional<String> transcript;
  private final boolean testing;
  private Optional<BudgetRefusal> refusal = Optional.empty();
  private boolean answered;

  /// The work tree as it is, unless something may have changed it since.
  private Optional<byte[]> bundle = Optional.empty();

  private IterationSession(Work work, Checkpoints checkpoints, boolean testing) {
    this.work = work;
    this.checkpoints = checkpoints;
    this.transcript = checkpoints.latest().map(Checkpoints.Checkpoint::transcript);
    this.testing = testing;
  }

  /// For the implementation: the tests decide when it is done.
  static IterationSession forWork(Work work) {
    return new IterationSession(work, work.checkpoints(), true);
  }

  /// For the plan before it: nothing is tested.
  static IterationSession forPlan(Work work) {
    return new IterationSession(work, work.planCheckpoints(), false);
  }

  @Override
  public Optional<String> transcript() {
    return transcript;
  }

  @Override
  public void checkpoint(String now) {
    work.checkFence();
    var workTree = bundle.orElseGet(() -> work.workTree().bundle(work.iteration().createdAt()));
    bundle = Optional.of(workTree);
    checkpoints.save(new Checkpoints.Checkpoint(now, workTree));
    if (answered) {
      answered = false;
      work.journal("answer", 50, Fields.empty(), iteration -> iteration.with("question", null));
    }
  }

  @Override
  public void touches() {
    bundle = Optional.empty();
  }

  @Override
  public Optional<CodingAgent.Charge> reserve(String model, Usd worstCase) {
    var services = work.services();
    var project = work.project().id();
    var reserving =
        services
            .leases()
            .fenced(
                project,
                work.fence(),
                (tx, now) -> {
                  var iteration = Iterations.require(tx, project, work.iteration().id());
                  var phase = now.step().orElse("unknown");
                  var purpose = new Purpose(project, work.priority().key(), phase, model);
                  var limits = now.settings().budgets();
                  var made = services.ledger().reserve(tx, purpose, worstCase, limits);
                  if (made instanceof Reserving.Refused(var why)) {
                    Iterations.put(tx, project, iteration.withOverBudget(why));
                  }
                  return made;
                });
    return switch (reserving) {
      case Reserving.Reserved(var reservation) ->
          Optional.of((usage, cost) -> settle(reservation, usage, cost));
      case Reserving.Refused(var why) -> {
        refusal = Optional.of(why);
        yield Optional.empty();
      }
    };
  }

  private void settle(Reservation reservation, Usage usage, Usd cost) {
    var services = work.services();
    var project = work.project().id();
    var settled =
        services
            .leases()
            .fenced(
                project,
                work.fence(),
                (tx, now) -> {
                  var iteration = Iterations.require(tx, project, work.iteration().id());
                  var settlement = services.ledger().settle(tx, reservation, usage, cost);
                  var charged = Iterations.put(tx, project, iteration.charged(usage, cost));
                  Projects.put(tx, now.withSpent(reservation.day(), settlement.spent()));
                  return new Settled(charged, settlement.above());
                });
    work.iteration(settled.iteration());
    if (!settled.above().equals(Usd.ZERO)) {
      report(reservation, cost);
    }
  }

  /// @param above by how much the cost passed the worst case
  private record Settled(Iteration iteration, Usd above) {}

  /// The service charged more than the worst case: our bound is wrong, or the service lies.
  private void report(Reservation reservation, Usd cost) {
    var message =
        "a call of %s cost %s, more than its worst case of %s, and was charged in full; check the price table and the service at the model's address"
            .formatted(reservation.purpose().model(), cost, reservation.amount());
    work.say(message);
    work.services()
        .tell(
            work.project().id(),
            NotificationDraft.of(
                    work.iteration().id(),
                    "overcharged",
                    Notification.Type.ERROR,
                    Notification.Level.HIGH,
                    "A call cost more than it could",
                    message)
                .withContext(Ending.context(work)));
  }

  /// How the iteration ends when nothing goes on before something changes: a used-up budget ends
  /// less than a used-up account.
  Step.Result.End paused(String why) {
    return new Step.Result.End(
        refusal
            .map(over ->
                over.limit() == Limit.PRIORITY
                    ? IterationOutcome.PRIORITY_OVER_BUDGET
                    : IterationOutcome.OVER_BUDGET)
            .orElse(IterationOutcome.USER_ERROR),
        why);
  }

  @Override
  public String budgetRefusal() {
    return refusal.map(BudgetRefusal::why).orElse("");
  }

  @Override
  public Optional<String> answer() {
    var answer = Questions.answer(work);
    answered = answered || answer.isPresent();
    return answer;
  }

  @Override
  public Optional<String> objectionTo(String summary) {
    if (!testing) {
      return Optional.empty();
    }
    if (!changedAnything() && !work.iteration().data().flag("nudged")) {
      work.journal(
          "test",
          70,
          Fields.empty().with("objection", "nothing changed"),
          iteration -> iteration.withData("nudged", true));
      return Optional.of(NOTHING_CHANGED);
    }
    touches();
    TestsAfter.run(work);
    if (work.testsAfter().isEmpty() && work.stop().requested()) {
      return Optional.of("The tests were stopped before their end. Call finish again.");
    }
    var objections = work.iteration().data().number("objections", 0);
    if (!Proofs.failsAnew(work) || objections >= MOST_OBJECTIONS) {
      return Optional.empty();
    }
    work.journal(
        "test",
        70,
        Fields.empty().with("objection", objections + 1),
        iteration -> iteration.withData("objections", objections + 1));
    work.say("not done yet: " + Proofs.verdict(work));
    return Optional.of(Proofs.objection(work));
  }

  private boolean changedAnything() {
    return work.workTree().changes().stream()
        .anyMatch(change -> !change.path().equals(work.roadmapPath()));
  }

  @Override
  public void progress(String line) {
    work.say(line);
  }

  @Override
  public boolean stopRequested() {
    return work.stop().requested();
  }

  @Override
  public boolean mustEndNow() {
    return work.stop().aborted();
  }

  @Override
  public <T> T inFlight(Supplier<T> call) {
    return work.stop().inFlight(call);
  }
}
