package io.codedeveloper.cli.api;

import com.google.gson.JsonObject;
import io.codedeveloper.platform.UserErrorException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the control API offers, one method a path. Answers stay JSON: they are shown, and passed on
/// to scripts.
public final class ControlClient implements AutoCloseable {
  /// Why there is no roadmap, and what to do.
  public static final String NO_ROADMAP_YET =
      "the roadmap is not known yet: no iteration has read the repository; start one with 'project-manager cloud start' or 'local run-once'";

  private static final int PAGE = 100;

  private final Calls calls;

  /// @param project the one that is meant; empty: the only one
  public ControlClient(Transport transport, Optional<String> project, Clock clock) {
    this.calls = new Calls(transport, project, clock);
  }

  public JsonObject status() {
    return calls.get("/api/daemon/status", Map.of());
  }

  /// The state of everything that the API depends on, also where something is down.
  public JsonObject health() {
    var request = calls.request("GET", "/api/health", Map.of(), Map.of(), Optional.empty());
    var reply = calls.send(request);
    var known = reply.status() == 503 && Refusals.problem(reply).isEmpty();
    return calls.object(known ? reply : calls.successful(request, reply));
  }

  public JsonObject start(Optional<String> priority, boolean force) {
    var body = new JsonObject();
    priority.ifPresent(id -> body.addProperty("priority", id));
    body.addProperty("force", force);
    return calls.post("/api/daemon/start", Map.of(), body);
  }

  /// @param timeoutSeconds for a graceful end
  public JsonObject stop(boolean graceful, Optional<Integer> timeoutSeconds, boolean wait) {
    var body = new JsonObject();
    body.addProperty("graceful", graceful);
    timeoutSeconds.ifPresent(seconds -> body.addProperty("timeout", seconds));
    return calls.post("/api/daemon/stop", wait ? Map.of("wait", "true") : Map.of(), body);
  }

  public JsonObject restart() {
    return calls.post("/api/daemon/restart", Map.of(), new JsonObject());
  }

  /// Notifications, newest first. @param status only those; empty: all that are not dismissed
  public List<JsonObject> notifications(Optional<String> status) {
    Map<String, String> query = status.map(wanted -> Map.of("status", wanted)).orElse(Map.of());
    return pages("/api/notifications", "notifications", query, Integer.MAX_VALUE);
  }

  /// Iterations, newest first.
  public List<JsonObject> iterations(int most) {
    return pages("/api/iterations", "iterations", Map.of(), most);
  }

  private List<JsonObject> pages(String path, String name, Map<String, String> query, int most) {
    var found = new ArrayList<JsonObject>();
    var next = Optional.<String>empty();
    do {
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("limit", String.valueOf(Math.min(PAGE, most - found.size())));
      parameters.putAll(query);
      next.ifPresent(text -> parameters.put("cursor", text));
      var page = calls.get(path, parameters);
      new JsonView(page).views(name).forEach(one -> found.add(one.json()));
      next = new JsonView(page).text("next_cursor");
    } while (next.isPresent() && found.size() < most);
    return found;
  }

  /// An iteration with its journal.
  public JsonObject iteration(String id) {
    return calls.get("/api/iterations/" + Calls.encoded(id), Map.of());
  }

  /// What was spent, and what is left. @param days back from today
  public JsonObject costs(int days) {
    return calls.get("/api/costs", Map.of("days", String.valueOf(days)));
  }

  /// When work is looked for.
  public JsonObject schedule() {
    return calls.get("/api/schedule", Map.of());
  }

  /// Changes when work is looked for. @param changes only what is to change
  public JsonObject setSchedule(JsonObject changes) {
    return calls.put("/api/schedule", changes);
  }

  /// What was logged, and with `follow` what will be.
  ///
  /// @param query the API's own parameters
  /// @param after the id of the last event that was received
  public EventFeed logs(Map<String, String> query, Optional<String> after) {
    return calls.events("/api/logs", query, after);
  }

  public JsonObject respond(String notification, String response) {
    var body = new JsonObject();
    body.addProperty("response", response);
    var path = "/api/notifications/" + Calls.encoded(notification) + "/respond";
    return calls.post(path, Map.of(), body);
  }

  public JsonObject markRead(String notification) {
    var path = "/api/notifications/" + Calls.encoded(notification) + "/read";
    return calls.post(path, Map.of(), new JsonObject());
  }

  /// The roadmap as the daemon knows it; empty when no iteration has read the repository yet.
  public Optional<RemoteFile> roadmap() {
    return file(RemoteFile.ROADMAP);
  }

  /// A file as the daemon knows it; empty when it knows none of that name.
  ///
  /// @param name [RemoteFile#ROADMAP] or a path in the repository
  /// @throws UserErrorException when it is not text
  public Optional<RemoteFile> file(String name) {
    var request = calls.request("GET", filePath(name), Map.of(), Map.of(), Optional.empty());
    var reply = calls.send(request);
    if (reply.status() == 404 && Refusals.detail(reply).contains("not known here")) {
      return Optional.empty();
    }
    var type = calls.successful(request, reply).header("Content-Type").orElse("");
    if (type.startsWith("application/octet-stream")) {
      throw new UserErrorException("'%s' is not a text file".formatted(name));
    }
    var marks = reply.header("Conflict-Marks").filter(text -> text.matches("[0-9]{1,9}"));
    return Optional.of(
        new RemoteFile(
            reply.body(), reply.header("ETag").orElse(""), marks.map(Integer::parseInt).orElse(0)));
  }

  /// Makes or replaces a file.
  ///
  /// @param version that is to be replaced; empty: there shall be none
  /// @return the new version; empty when the file is not of that version any more
  public Optional<String> save(String name, String content, Optional<String> version) {
    var body = new JsonObject();
    body.addProperty("content", content);
    var match = version.map(tag -> Map.of("If-Match", tag)).orElse(Map.of("If-None-Match", "*"));
    var request = calls.request("PUT", filePath(name), Map.of(), match, Optional.of(body));
    var reply = calls.send(request);
    if (reply.status() == 412) {
      return Optional.empty();
    }
    return Optional.of(calls.successful(request, reply).header("ETag").orElse(""));
  }

  private static String filePath(String name) {
    return "/api/files/" + Calls.encodedPath(name);
  }

  /// Where requests go, for people.
  public String name() {
    return calls.transport().name();
  }

  @Override
  public void close() {
    calls.transport().close();
  }
}
