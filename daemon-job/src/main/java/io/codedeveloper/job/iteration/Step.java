package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.platform.Fields;
import java.time.Duration;

/// One step of an iteration. It finds its own earlier effect before it makes it, so that running it
/// again is harmless.
interface Step {
  /// The name in the journal, in progress and in status: one word.
  String name();

  /// Does the step.
  ///
  /// Expected ends are results. Exceptions: [io.codedeveloper.platform.UserErrorException] and
  /// [io.codedeveloper.platform.TransientException] end the iteration with that outcome; anything
  /// else is a bug.
  Result run(Work work);

  /// What became of a step.
  sealed interface Result {
    /// The next step may begin. @param effect what was done, for the journal
    record Done(Fields effect) implements Result {}

    /// The iteration is over. @param message one sentence for people
    ///
    /// @param pause how long a service asked to be left alone
    record End(IterationOutcome outcome, String message, Duration pause) implements Result {
      End(IterationOutcome outcome, String message) {
        this(outcome, message, Duration.ZERO);
      }
    }
  }

  /// The step is done, and this is what it did.
  static Result done(String name, Object value) {
    return new Result.Done(Fields.empty().with(name, value));
  }
}
