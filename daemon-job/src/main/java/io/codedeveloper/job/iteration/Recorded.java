package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.platform.Fields;
import java.util.Optional;

/// What a step's effect means for the iteration's document, so that its console shows it under a
/// speaking name.
final class Recorded {
  private Recorded() {}

  static Iteration by(String step, Fields effect, Iteration iteration) {
    return switch (step) {
      case "sync" -> onBase(effect.requireText("baseCommit"), iteration);
      case "prepare" -> iteration.withTests("before", effect);
      case "implement" -> iteration.withData("summary", effect.requireText("summary"));
      case "rebase" -> iteration.withData("onto", effect.text("onto").orElse(null));
      case "verify" -> iteration.withTests("after", effect);
      case "commit" -> iteration.with("commit", effect.requireText("commit"));
      case "pull-request" ->
          iteration.withPullRequest(effect.number("number", 0), effect.requireText("url"));
      default -> iteration;
    };
  }

  /// What was found out on another base does not count any more.
  private static Iteration onBase(String base, Iteration iteration) {
    return iteration.baseCommit().equals(Optional.of(base))
        ? iteration
        : iteration
            .with("baseCommit", base)
            .with("tests", null)
            .withData("summary", null)
            .withData("objections", null)
            .withData("consentAsked", null)
            .withData("consent", null);
  }
}
