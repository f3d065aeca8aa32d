package io.codedeveloper.cli.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.Transport.Reply;
import io.codedeveloper.cli.terminal.Json;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the control API offers, one method a path. Answers stay JSON: they are shown, and passed on
/// to scripts.
public final class ControlClient implements AutoCloseable {
  private static final int PAGE = 100;

  private final Transport transport;
  private final Optional<String> project;

  /// @param project the one that is meant; empty: the only one
  public ControlClient(Transport transport, Optional<String> project) {
    this.transport = transport;
    this.project = project;
  }

  public JsonObject status() {
    return object("GET", "/api/daemon/status", Map.of(), Optional.empty());
  }

  public JsonObject start(Optional<String> priority, boolean force) {
    var body = new JsonObject();
    priority.ifPresent(id -> body.addProperty("priority", id));
    body.addProperty("force", force);
    return object("POST", "/api/daemon/start", Map.of(), Optional.of(body));
  }

  /// @param timeoutSeconds for a graceful end
  public JsonObject stop(boolean graceful, Optional<Integer> timeoutSeconds, boolean wait) {
    var body = new JsonObject();
    body.addProperty("graceful", graceful);
    timeoutSeconds.ifPresent(seconds -> body.addProperty("timeout", seconds));
    return object(
        "POST", "/api/daemon/stop", wait ? Map.of("wait", "true") : Map.of(), Optional.of(body));
  }

  public JsonObject restart() {
    return object("POST", "/api/daemon/restart", Map.of(), Optional.of(new JsonObject()));
  }

  /// Notifications, newest first. @param status only those; empty: all that are not dismissed
  public List<JsonObject> notifications(Optional<String> status) {
    var found = new ArrayList<JsonObject>();
    for (var cursor = Optional.<String>empty(); ; ) {
      var query = new LinkedHashMap<String, String>();
      query.put("limit", String.valueOf(PAGE));
      status.ifPresent(wanted -> query.put("status", wanted));
      cursor.ifPresent(text -> query.put("cursor", text));
      var page = object("GET", "/api/notifications", query, Optional.empty());
      page.getAsJsonArray("notifications").forEach(one -> found.add(one.getAsJsonObject()));
      var next = page.get("next_cursor");
      if (next == null || next.isJsonNull()) {
        return found;
      }
      cursor = Optional.of(next.getAsString());
    }
  }

  public JsonObject respond(String notification, String response) {
    var body = new JsonObject();
    body.addProperty("response", response);
    var path = "/api/notifications/" + encoded(notification) + "/respond";
    return object("POST", path, Map.of(), Optional.of(body));
  }

  /// The roadmap as the daemon knows it; empty when no iteration has read the repository yet.
  public Optional<String> roadmap() {
    var reply = send("GET", "/api/files/roadmap", Map.of(), Optional.empty());
    if (reply.status() == 404 && detail(reply).contains("not known here")) {
      return Optional.empty();
    }
    return Optional.of(successful(reply).body());
  }

  /// Where requests go, for people.
  public String name() {
    return transport.name();
  }

  @Override
  public void close() {
    transport.close();
  }

  private JsonObject object(
      String method, String path, Map<String, String> query, Optional<JsonObject> body) {
    var reply = successful(send(method, path, query, body));
    try {
      return JsonParser.parseString(reply.body()).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException notOurs) {
      throw notOurs(reply);
    }
  }

  private Reply send(
      String method, String path, Map<String, String> query, Optional<JsonObject> body) {
    var parameters = new LinkedHashMap<>(query);
    project.ifPresent(id -> parameters.put("project", id));
    var text =
        parameters.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return transport.send(
        method, text.isEmpty() ? path : path + "?" + text, body.map(Json.COMPACT::toJson));
  }

  private Reply successful(Reply reply) {
    var status = reply.status();
    if (status >= 200 && status < 300) {
      return reply;
    }
    if (status == 401) {
      throw new UserErrorException(
          "%s does not accept the token (missing, expired or of another key); make one with: project-manager cloud token --save"
              .formatted(name()));
    }
    if (status == 408 || status == 429 || status >= 500) {
      throw new TransientException("%s: %s".formatted(name(), detail(reply)));
    }
    if (status >= 400 && isProblem(reply)) {
      throw new UserErrorException(detail(reply));
    }
    throw notOurs(reply);
  }

  private UserErrorException notOurs(Reply reply) {
    return new UserErrorException(
        "%s is not a control API of code-developer (it answered %d with something else); check the URL"
            .formatted(name(), reply.status()));
  }

  private static boolean isProblem(Reply reply) {
    return problem(reply).isPresent();
  }

  private static String detail(Reply reply) {
    return problem(reply).orElse("it answered with status " + reply.status());
  }

  private static Optional<String> problem(Reply reply) {
    try {
      return Optional.of(JsonParser.parseString(reply.body()))
          .filter(JsonElement::isJsonObject)
          .map(json -> json.getAsJsonObject().get("detail"))
          .filter(JsonElement::isJsonPrimitive)
          .map(JsonElement::getAsString);
    } catch (JsonParseException notJson) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
