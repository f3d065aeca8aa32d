package io.codedeveloper.job.iteration;

import io.codedeveloper.budget.Ledger.Reservation;
import io.codedeveloper.budget.Ledger.Reserving;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.platform.Fields;
import java.util.Optional;

/// What surrounds the agent in an iteration: its checkpoints, the ledger, the user's answers, the
/// repository's tests.
///
/// Everything it changes is fenced: an execution that lost its lease can neither spend nor record.
final class IterationSession implements CodingAgent.Session {
  /// After so many refused finishes the pull request becomes a draft that says what fails.
  static final int MOST_OBJECTIONS = 3;

  private final Work work;
  private final Checkpoints checkpoints;
  private final Optional<String> transcript;
  private final boolean testing;
  private String refusal = "";
  private boolean answered;

  private IterationSession(Work work, Checkpoints checkpoints, boolean testing) {
    this.work = work;
    this.checkpoints = checkpoints;
    this.transcript = checkpoints.latest().map(Checkpoints.Checkpoint::transcript);
    this.testing = testing;
  }

  /// For the implementation: the tests decide when it is done.
  static IterationSession forWork(Work work) {
    return new IterationSession(work, work.checkpoints("turn"), true);
  }

  /// For the plan before it: nothing is tested.
  static IterationSession forPlan(Work work) {
    return new IterationSession(work, work.checkpoints("plan"), false);
  }

  @Override
  public Optional<String> transcript() {
    return transcript;
  }

  @Override
  public void checkpoint(String now) {
    work.checkFence();
    var bundle = work.workTree().bundle(work.iteration().createdAt());
    checkpoints.save(new Checkpoints.Checkpoint(now, bundle));
    if (answered) {
      answered = false;
      work.journal("answer", 50, Fields.empty(), iteration -> iteration.with("question", null));
    }
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
                (tx, now) ->
                    services
                        .ledger()
                        .reserve(
                            tx,
                            project,
                            work.priority().key(),
                            model,
                            worstCase,
                            now.settings().budgets()));
    return switch (reserving) {
      case Reserving.Reserved(var reservation) ->
          Optional.of((usage, cost) -> settle(reservation, usage, cost));
      case Reserving.Refused(var why) -> {
        refusal = why;
        yield Optional.empty();
      }
    };
  }

  private void settle(Reservation reservation, Usage usage, Usd cost) {
    var services = work.services();
    var project = work.project().id();
    var charged =
        services
            .leases()
            .fenced(
                project,
                work.fence(),
                (tx, now) -> {
                  var iteration = Iterations.require(tx, project, work.iteration().id());
                  services.ledger().settle(tx, reservation, usage, cost);
                  return Iterations.put(tx, project, iteration.charged(usage, cost));
                });
    work.iteration(charged);
  }

  @Override
  public String budgetRefusal() {
    return refusal;
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
    work.testsAfter(work.tests().run("after"));
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

  @Override
  public void progress(String line) {
    work.say(line);
  }

  @Override
  public boolean stopRequested() {
    return work.stop().requested();
  }
}
