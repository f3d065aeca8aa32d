package io.codedeveloper.job.iteration;

import io.codedeveloper.budget.BudgetRefusal;
import io.codedeveloper.budget.Limit;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import java.nio.file.Path;
import java.util.Optional;

/// Finds out, before `setup` and tests cost time, whether the budget has room for the first call of
/// the model.
final class FirstCall {
  private FirstCall() {}

  /// How the iteration ends where it has not; empty where it has, or where earlier work goes on.
  static Optional<Step.Result.End> unaffordable(Work work) {
    if (work.iteration().data().has("summary") || work.checkpoints().latest().isPresent()) {
      return Optional.empty();
    }
    var task = ImplementStep.task(work, Optional.empty(), Path.of(""));
    return work.unpreparedAgent()
        .firstCall(task)
        .flatMap(worstCase -> refusal(work, worstCase))
        .map(FirstCall::end);
  }

  private static Optional<BudgetRefusal> refusal(Work work, Usd worstCase) {
    var services = work.services();
    var project = work.project().id();
    return services
        .leases()
        .fenced(
            project,
            work.fence(),
            (tx, now) -> {
              var iteration = Iterations.require(tx, project, work.iteration().id());
              var key = work.priority().key();
              var limits = now.settings().budgets();
              var refusal = services.ledger().refusal(tx, project, key, worstCase, limits);
              refusal.ifPresent(why -> Iterations.put(tx, project, iteration.withOverBudget(why)));
              return refusal;
            });
  }

  /// A budget that is smaller than one call is the user's to change; every other priority would end
  /// here as well.
  private static Step.Result.End end(BudgetRefusal why) {
    if (why.isHopeless()) {
      return new Step.Result.End(IterationOutcome.USER_ERROR, why.whyHopeless());
    }
    return new Step.Result.End(
        why.limit() == Limit.PRIORITY
            ? IterationOutcome.PRIORITY_OVER_BUDGET
            : IterationOutcome.OVER_BUDGET,
        why.why());
  }
}
