package io.codedeveloper.functions.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is sent back.
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
  private static final Gson JSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer json(int status, Map<String, ? extends @Nullable Object> body) {
    return of(status, "application/json; charset=utf-8", JSON.toJson(body));
  }

  /// `{status: success, message, data}`, the form of every answer to a change.
  public static Answer success(
      int status, String message, Map<String, ? extends @Nullable Object> data) {
    var body = new LinkedHashMap<String, Object>();
    body.put("status", "success");
    body.put("message", message);
    body.put("data", data);
    return json(status, body);
  }

  public static Answer bytes(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, Map.of());
  }

  static Answer problem(Problem problem) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.detail());
    return of(problem.status(), "application/problem+json", JSON.toJson(body));
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more);
  }

  private static Answer of(int status, String contentType, String text) {
    return new Answer(status, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
