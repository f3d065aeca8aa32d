package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.platform.Fields;

/// What a step's effect means for the iteration's document, so that its console shows it under a
/// speaking name.
final class Recorded {
  private Recorded() {}

  static Iteration by(String step, Fields effect, Iteration iteration) {
    return switch (step) {
      case "sync" -> iteration.with("baseCommit", effect.requireText("baseCommit"));
      case "prepare" -> iteration.withTests("before", effect);
      case "implement" -> iteration.withData("summary", effect.requireText("summary"));
      case "verify" -> iteration.withTests("after", effect);
      case "commit" -> iteration.with("commit", effect.requireText("commit"));
      case "pull-request" ->
          iteration.withPullRequest(effect.number("number", 0), effect.requireText("url"));
      default -> iteration;
    };
  }
}
