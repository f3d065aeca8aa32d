package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;

/// Lets the agent do the work, checkpointed after every turn, until the repository's tests accept
/// it.
final class ImplementStep implements Step {
  @Override
  public String name() {
    return "implement";
  }

  @Override
  public Result run(Work work) {
    var known = work.iteration().data().text("summary");
    if (known.isPresent()) {
      work.say("the agent had finished already");
      return Step.done("summary", known.get());
    }
    var session = IterationSession.forWork(work);
    return switch (work.agent().work(task(work), session)) {
      case CodingAgent.Result.Finished(var summary) -> Step.done("summary", summary);
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

  private static CodingAgent.Task task(Work work) {
    var priority = work.priority();
    return new CodingAgent.Task(
        TaskText.instructions(work.tests().command()),
        TaskText.request(
            work.services().redactor()::redact,
            priority.id().text(),
            priority.title(),
            priority.sectionText(),
            work.spec(),
            work.plan(),
            work.earlierAttempt()),
        work.workTree().root(),
        false);
  }
}
