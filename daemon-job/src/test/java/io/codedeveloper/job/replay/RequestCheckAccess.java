package io.codedeveloper.job.replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;

/// Lets tests of other packages use the server's check.
public final class RequestCheckAccess {
  private RequestCheckAccess() {}

  public static Optional<String> problem(JsonArray messages) {
    var request = new JsonObject();
    request.addProperty("model", "m");
    request.addProperty("max_tokens", 1);
    request.add("messages", messages);
    return RequestCheck.problem(request);
  }
}
