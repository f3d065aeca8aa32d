package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent;
import java.nio.file.Path;
import java.util.Optional;

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
    var task = task(work, work.tests().command(), work.workTree().root());
    return switch (work.agent().work(task, session)) {
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

  /// What the agent is told.
  ///
  /// @param tests the repository's own command, where it is known
  static CodingAgent.Task task(Work work, Optional<String> tests, Path workTree) {
    var priority = work.priority();
    return new CodingAgent.Task(
        TaskText.instructions(tests),
        TaskText.request(
            work.services().redactor()::redact,
            priority.id().text(),
            priority.title(),
            priority.sectionText(),
            work.spec(),
            work.plan(),
            work.earlierAttempt()),
        workTree,
        false);
  }
}
