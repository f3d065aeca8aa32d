package io.codedeveloper.job.replay;

import com.google.gson.JsonObject;
import java.util.List;

/// Lets tests of other packages stream an answer as the server does.
public final class AnswerEventsAccess {
  private AnswerEventsAccess() {}

  /// The events of the stream of an answer.
  public static List<JsonObject> of(JsonObject message) {
    return AnswerEvents.of(message);
  }
}
