package io.codedeveloper.job.agent;

import com.google.gson.JsonArray;
import io.codedeveloper.job.replay.RequestCheckAccess;
import java.util.Optional;

/// Asks the replay server's own check whether a history is valid.
final class Validity {
  private Validity() {}

  static Optional<String> problem(JsonArray messages) {
    return RequestCheckAccess.problem(messages);
  }
}
