package io.codedeveloper.job.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/// Lets tests of other packages use what the replay server is made of.
public final class RequestCheckAccess {
  private RequestCheckAccess() {}

  public static Optional<String> problem(JsonArray messages) {
    var request = new JsonObject();
    request.addProperty("model", "m");
    request.addProperty("max_tokens", 1);
    request.add("messages", messages);
    return RequestCheck.problem(request);
  }

  /// Why the API would refuse a request; empty when it would not.
  public static Optional<String> problemOf(JsonObject request) {
    return RequestCheck.problem(request);
  }

  /// A whole answer as the events of its stream.
  public static List<JsonObject> events(JsonObject message) {
    return AnswerEvents.of(message);
  }
}
