package io.codedeveloper.cli.api;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.cli.api.Transport.Reply;
import io.codedeveloper.cli.api.Transport.Request;
import io.codedeveloper.cli.terminal.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Requests about one project, and their answers taken apart.
///
/// @param project the one that is meant; empty: the only one
record Calls(Transport transport, Optional<String> project, Clock clock) {
  private static final int LONGEST_PROBLEM = 64 * 1024;

  JsonObject get(String path, Map<String, String> query) {
    return object(request("GET", path, query, Map.of(), Optional.empty()));
  }

  JsonObject post(String path, Map<String, String> query, JsonObject body) {
    return object(request("POST", path, query, Map.of(), Optional.of(body)));
  }

  JsonObject put(String path, JsonObject body) {
    return object(request("PUT", path, Map.of(), Map.of(), Optional.of(body)));
  }

  /// Server-sent events.
  EventFeed events(String path, Map<String, String> query, Optional<String> after) {
    Map<String, String> headers = after.map(id -> Map.of("Last-Event-ID", id)).orElse(Map.of());
    var request = request("GET", path, query, headers, Optional.empty());
    var answer = transport.open(request);
    var reply = new Reply(answer.status(), answer.headers(), "");
    var type = reply.header("Content-Type").orElse("");
    if (answer.status() == 200 && type.startsWith("text/event-stream")) {
      return new EventFeed(transport.name(), answer.body());
    }
    var refused = new Reply(answer.status(), answer.headers(), beginning(answer.body()));
    successful(request, refused);
    throw refusals().notOurs(refused);
  }

  private String beginning(InputStream body) {
    try (body) {
      return new String(body.readNBytes(LONGEST_PROBLEM), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UnreachableException(
          "the connection to %s broke (%s)".formatted(transport.name(), broken.getMessage()),
          broken);
    }
  }

  /// The object that the answer must be.
  private JsonObject object(Request request) {
    return object(successful(request, transport.send(request)));
  }

  JsonObject object(Reply reply) {
    try {
      return JsonParser.parseString(reply.body()).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException notOurs) {
      throw refusals().notOurs(reply);
    }
  }

  /// The answer, whatever it is.
  Reply send(Request request) {
    return transport.send(request);
  }

  /// An answer that is one.
  ///
  /// @throws io.codedeveloper.platform.UserErrorException and the like when it is a refusal
  Reply successful(Request request, Reply reply) {
    if (reply.status() >= 200 && reply.status() < 300) {
      return reply;
    }
    throw refusals().of(request, reply);
  }

  private Refusals refusals() {
    return new Refusals(transport, clock);
  }

  Request request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      Optional<JsonObject> body) {
    var parameters = new LinkedHashMap<>(query);
    project.ifPresent(id -> parameters.put("project", id));
    var text =
        parameters.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return new Request(
        method, text.isEmpty() ? path : path + "?" + text, headers, body.map(Json.COMPACT::toJson));
  }

  /// One segment of a path, or a value of a query.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// A path of several segments.
  static String encodedPath(String path) {
    return Arrays.stream(path.split("/", -1)).map(Calls::encoded).collect(Collectors.joining("/"));
  }
}
