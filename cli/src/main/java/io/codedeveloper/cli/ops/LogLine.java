package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.EventFeed.Event;
import io.codedeveloper.cli.api.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An entry of a log.
///
/// @param time as text
/// @param source who wrote it: `daemon`, or a function or job of Google Cloud
record LogLine(String time, String severity, String source, String message) {
  /// The source of the daemon's own log.
  static final String DAEMON = "daemon";

  /// So many entries the API gives at most.
  static final int MOST = 1000;

  /// The newest of the daemon's own entries, oldest first.
  ///
  /// @param level at least so grave
  /// @param since as the API wants it: `1d`, or a time
  static List<LogLine> read(ControlClient api, String level, String since) {
    var query =
        Map.of("tail", String.valueOf(MOST), "level", level, "since", since, "follow", "false");
    var lines = new ArrayList<LogLine>();
    try (var feed = api.logs(query, Optional.empty())) {
      for (var event = feed.next(); event.isPresent(); event = feed.next()) {
        of(event.get()).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private static Optional<LogLine> of(Event event) {
    if (!event.name().equals("log")) {
      return Optional.empty();
    }
    try {
      return JsonParser.parseString(event.data()) instanceof JsonObject json
          ? Optional.of(ofDaemon(new JsonView(json)))
          : Optional.empty();
    } catch (JsonParseException notOurs) {
      return Optional.empty();
    }
  }

  /// The same, where several projects write.
  LogLine from(String project) {
    return new LogLine(time, severity, project, message);
  }

  private static LogLine ofDaemon(JsonView entry) {
    return new LogLine(
        entry.text("time").orElse(""),
        entry.text("severity").orElse(""),
        DAEMON,
        entry.text("message").orElse(""));
  }

  /// @param entry as `gcloud logging read` prints it
  static LogLine ofGoogle(JsonView entry) {
    var labels = entry.view("resource").view("labels");
    return new LogLine(
        entry.text("timestamp").orElse(""),
        entry.text("severity").orElse(""),
        Stream.of("service_name", "job_name", "job_id", "module_id")
            .flatMap(name -> labels.text(name).stream())
            .findFirst()
            .or(() -> entry.view("resource").text("type"))
            .orElse("Google Cloud"),
        message(entry));
  }

  private static String message(JsonView entry) {
    return entry
        .view("jsonPayload")
        .text("message")
        .or(() -> entry.text("textPayload"))
        .or(() -> entry.view("protoPayload").view("status").text("message"))
        .or(() ->
            entry.view("httpRequest").text("status").map(status -> "request ended with " + status))
        .orElse("(an entry without a message)");
  }

  /// The message without what differs from one time to the next.
  String shape() {
    var line = message.lines().findFirst().orElse("");
    var shape =
        line.replaceAll("https?://\\S+", "URL")
            .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
            .replaceAll("\\b(?=[a-z-]*[0-9])(?=[0-9-]*[a-z])[0-9a-z][0-9a-z-]{6,}\\b", "ID")
            .replaceAll("'[^']{1,200}'", "'…'")
            .replaceAll("\"[^\"]{1,200}\"", "\"…\"")
            .replaceAll("[0-9]+([.,:][0-9]+)*", "N");
    return shape.length() > 160 ? shape.substring(0, 160) + "…" : shape;
  }
}
