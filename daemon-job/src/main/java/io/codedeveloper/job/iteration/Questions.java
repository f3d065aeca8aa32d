package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import java.util.List;
import java.util.Optional;

/// Questions of an iteration to the user. Waiting for the answer costs nothing: the execution ends
/// meanwhile.
final class Questions {
  /// Questions of killed executions that a new one looks past.
  private static final int MOST_LOST = 10;

  private Questions() {}

  /// Puts the question once, and ends the execution until it is answered.
  static Step.Result.End ask(Work work, String question, List<String> choices) {
    if (isOpen(work)) {
      return new Step.Result.End(IterationOutcome.WAITING, question);
    }
    var text = work.services().redactor().redact(question);
    var first = work.iteration().data().number("questions", 0) + 1;
    var made = put(work, first, text, choices);
    var number = first;
    // An execution that was killed may have put another question under this number.
    while (!made.message().equals(text) && number < first + MOST_LOST) {
      number++;
      made = put(work, number, text, choices);
    }
    note(work, made, number);
    work.say("asked: " + text);
    return new Step.Result.End(IterationOutcome.WAITING, text);
  }

  private static Notification put(Work work, long number, String text, List<String> choices) {
    var draft =
        NotificationDraft.question(
                work.iteration().id(),
                "question-" + number,
                work.priority().name() + " needs your answer",
                text,
                choices)
            .withContext(Ending.context(work));
    return work.services().tell(work.project().id(), draft);
  }

  private static void note(Work work, Notification made, long number) {
    work.journal(
        "ask",
        50,
        made.context().with("question", made.id()),
        iteration -> iteration.with("question", made.id()).withData("questions", number));
  }

  /// The answer to the iteration's open question, once it is given.
  static Optional<String> answer(Work work) {
    return work.iteration().question().flatMap(work::answer);
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
              IterationOutcome.OUT_OF_TIME,
              "the process was asked to end; the next execution goes on with what is kept");
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
