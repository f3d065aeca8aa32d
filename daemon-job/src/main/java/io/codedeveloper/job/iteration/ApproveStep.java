package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.platform.Fields;
import java.util.List;
import java.util.Optional;

/// Where the project asks for approval: lets the agent write a plan and waits until a person
/// chooses "approve".
///
/// Only that choice counts. Everything else that can be chosen ends the priority.
final class ApproveStep implements Step {
  private static final String APPROVE = "approve";
  private static final String REJECT = "reject";

  @Override
  public String name() {
    return "approve";
  }

  @Override
  public Result run(Work work) {
    if (!work.project().fields().text("approval").equals(Optional.of("required"))) {
      return new Result.Done(Fields.empty());
    }
    var plan = work.iteration().data().text("plan");
    if (plan.isEmpty()) {
      return write(work);
    }
    return approved(work) ? proceed(work, plan.get()) : decide(work, plan.get());
  }

  private static boolean approved(Work work) {
    return work.iteration().data().flag("planApproved");
  }

  private static Result decide(Work work, String plan) {
    return switch (Questions.answer(work).orElse("")) {
      case APPROVE -> {
        work.journal(
            "approve",
            30,
            Fields.empty().with("answer", APPROVE),
            iteration -> iteration.withData("planApproved", true).with("question", null));
        yield proceed(work, plan);
      }
      case REJECT ->
          new Result.End(
              IterationOutcome.BLOCKED,
              "you rejected the plan; change the priority's text to have it planned anew");
      default -> Questions.ask(work, question(plan), List.of(APPROVE, REJECT));
    };
  }

  private static Result proceed(Work work, String plan) {
    work.plan(plan);
    return Step.done("approved", true);
  }

  private static Result write(Work work) {
    var priority = work.priority();
    var request =
        TaskText.request(
            work.services().redactor()::redact,
            priority.id().text(),
            priority.title(),
            priority.sectionText(),
            work.spec(),
            Optional.empty(),
            Optional.empty());
    var task =
        new CodingAgent.Task(TaskText.planInstructions(), request, work.workTree().root(), true);
    var session = IterationSession.forPlan(work);
    return switch (work.agent().work(task, session)) {
      case CodingAgent.Result.Finished(var plan) -> propose(work, plan);
      case CodingAgent.Result.Asked(var question, var choices) ->
          Questions.ask(work, question, choices);
      case CodingAgent.Result.GaveUp(var why) -> new Result.End(IterationOutcome.GAVE_UP, why);
      case CodingAgent.Result.Refused(var why) -> new Result.End(IterationOutcome.BLOCKED, why);
      case CodingAgent.Result.Paused(var why) -> session.paused(why);
      case CodingAgent.Result.TryLater(var why, var pause) ->
          new Result.End(IterationOutcome.TRY_AGAIN, why, pause);
      case CodingAgent.Result.Stopped() -> Questions.stopped(work.stop());
    };
  }

  private static Result propose(Work work, String plan) {
    work.journal(
        "plan",
        20,
        Fields.empty().with("characters", plan.length()),
        iteration -> iteration.withData("plan", plan).with("question", null));
    return Questions.ask(work, question(plan), List.of(APPROVE, REJECT));
  }

  private static String question(String plan) {
    return "Shall this plan be carried out?\n\n" + plan;
  }
}
