package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.notification.NotificationDraft;
import java.util.List;
import java.util.Optional;

/// Questions of an iteration to the user. Waiting for the answer costs nothing: the execution ends
/// meanwhile.
final class Questions {
  private Questions() {}

  /// Puts the question once, and ends the execution until it is answered.
  static Step.Result.End ask(Work work, String question, List<String> choices) {
    if (isOpen(work)) {
      return new Step.Result.End(IterationOutcome.WAITING, question);
    }
    var number = work.iteration().data().number("questions", 0) + 1;
    var text = work.services().redactor().redact(question);
    var draft =
        NotificationDraft.question(
                work.iteration().id(),
                "question-" + number,
                work.priority().name() + " needs your answer",
                text,
                choices)
            .withContext(Ending.context(work));
    var made = work.services().tell(work.project().id(), draft);
    work.journal(
        "ask",
        50,
        made.context().with("question", made.id()),
        iteration -> iteration.with("question", made.id()).withData("questions", number));
    work.say("asked: " + text);
    return new Step.Result.End(IterationOutcome.WAITING, text);
  }

  /// The answer to the iteration's open question, once it is given.
  static Optional<String> answer(Work work) {
    return work.iteration()
        .question()
        .flatMap(id -> work.services().notifications().get(work.project().id(), id))
        .flatMap(notification -> notification.response());
  }

  /// The question was put by an execution that was killed before it could end.
  private static boolean isOpen(Work work) {
    return work.iteration().question().isPresent() && answer(work).isEmpty();
  }

  /// Why the work ends before its end. Whether a lost lease really is another's by now, the store
  /// decides when the end is recorded.
  static Step.Result.End stopped(StopSignal stop) {
    return switch (stop.reason().orElse(StopSignal.Reason.ASKED)) {
      case ASKED ->
          new Step.Result.End(
              IterationOutcome.STOPPED, "as asked; everything is kept and the next run goes on");
      case TERMINATED ->
          new Step.Result.End(
              IterationOutcome.STOPPED,
              "the process was asked to end; everything is kept and the next run goes on");
      case OUT_OF_TIME ->
          new Step.Result.End(
              IterationOutcome.OUT_OF_TIME,
              "the time for one execution is nearly over; the next one goes on with what is kept");
      case LEASE_LOST ->
          new Step.Result.End(
              IterationOutcome.TRY_AGAIN,
              "the lease could not be renewed in time, so that another execution might have begun");
    };
  }
}
