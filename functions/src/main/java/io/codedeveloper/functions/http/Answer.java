package io.codedeveloper.functions.http;

import io.codedeveloper.platform.Invisible;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is sent back.
///
/// @param body all of it, unless events are sent
/// @param events what is sent as it comes, instead of a body
public record Answer(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    Optional<EventSource> events) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer json(int status, Map<String, ? extends @Nullable Object> body) {
    return text(status, "application/json; charset=utf-8", Invisible.escaped(JsonText.of(body)));
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
    return new Answer(status, contentType, body, Map.of(), Optional.empty());
  }

  /// Server-sent events, each sent when it comes.
  public static Answer events(EventSource source) {
    return new Answer(200, EventStream.CONTENT_TYPE, new byte[0], Map.of(), Optional.of(source));
  }

  static Answer problem(Problem problem) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.detail());
    var answer =
        text(problem.status(), "application/problem+json", Invisible.escaped(JsonText.of(body)));
    return problem
        .retryAfter()
        .map(wait -> answer.with("Retry-After", String.valueOf(wait.toSeconds())))
        .orElse(answer);
  }

  public Answer with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, body, more, events);
  }

  public static Answer text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }
}
