package io.codedeveloper.cli.ops;

import java.util.Optional;

/// How a rotation stands that did not come to its end, and how it goes on.
///
/// @param began whether a version was added, or may have been
record RotationStanding(NewValue wanted, RotationState state, boolean began, RotationEnd end) {
  private static final String SUBJECT = "old version";

  /// That what counted before still counts.
  Finding finding() {
    if (state.newest().isEmpty()) {
      return began
          ? Finding.note(
              SUBJECT,
              "nothing was disabled; whether the new one was added, the same command finds out and goes on",
              again())
          : Finding.note(SUBJECT, "nothing was added, and nothing disabled");
    }
    var number = state.newest().get().number();
    if (state.before().isEmpty()) {
      return Finding.note(SUBJECT, "there is none; version %d counts".formatted(number));
    }
    var both = "%s stays enabled, beside %d".formatted(state.numbers(), number);
    return wanted.atOnce()
        ? Finding.note(SUBJECT, both, again())
        : Finding.note(
            SUBJECT,
            both + "; the first command goes on, the second makes the old value the newest again",
            again(),
            end.addingAgain(state.before().getFirst()));
  }

  /// The command that goes on. What others know is not gone on with where nobody said that they do
  /// not know it.
  String again() {
    var isUnknown = began || !wanted.atOnce() || wanted.options().goOn().isPresent();
    return isUnknown ? wanted.again(state.number()) : wanted.again(Optional.empty()) + " --another";
  }
}
