package io.codedeveloper.job.replay;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.Map;

/// A way in which the server fails to answer a request.
public sealed interface Fault {
  /// Answers with a status and a body instead.
  record Answer(int status, Map<String, String> headers, String body) implements Fault {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /// Sends some events of the streamed answer, then breaks the connection.
  record Cut(int afterEvents) implements Fault {}

  /// Sends some events, then an error event inside the stream.
  record ErrorEvent(int afterEvents, String type, String message) implements Fault {}

  /// Sends some events of the streamed answer, then nothing more until the server closes.
  record Silence(int afterEvents) implements Fault {}

  /// An error in the API's own shape.
  static Answer error(int status, String type, String message) {
    return new Answer(status, Map.of(), errorBody(type, message));
  }

  static String errorBody(String type, String message) {
    var error = new JsonObject();
    error.addProperty("type", type);
    error.addProperty("message", message);
    var body = new JsonObject();
    body.addProperty("type", "error");
    body.add("error", error);
    return new Gson().toJson(body);
  }
}
