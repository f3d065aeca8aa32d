package io.codedeveloper.platform.google.log;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.platform.TraceContext;
import java.util.Map;
import java.util.Optional;

/// Writes an event as Cloud Logging takes it from a standard output: one JSON object on one line.
///
/// @param project Google Cloud's, for the names of traces; empty: traces are left out
/// @param labels of every entry of this process
/// @param redactor knows the secrets of this process
record CloudLogLine(Optional<String> project, Map<String, String> labels, Redactor redactor) {
  /// A line that is longer than 256 KiB is torn apart by Cloud Run.
  static final int LONGEST_MESSAGE = 200_000;

  /// What is longer is cut before secrets are looked for in it.
  private static final int LONGEST_READ = 1_000_000;

  /// What such a cut may leave of a secret.
  private static final int LONGEST_SECRET = 16_384;

  private static final int LONGEST_LABEL = 1_000;
  private static final String GOOGLE = "logging.googleapis.com/";
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /// The event on one line, with its end. A stack trace is part of the message, as Error Reporting
  /// wants it.
  String of(LogEvent event) {
    var entry = new JsonObject();
    entry.addProperty("severity", event.severity().name());
    entry.addProperty("time", event.at().toString());
    entry.addProperty("message", message(event));
    var all = new JsonObject();
    labels.forEach((name, value) -> all.addProperty(name, clean(value, LONGEST_LABEL)));
    all.addProperty("logger", clean(event.logger(), LONGEST_LABEL));
    entry.add(GOOGLE + "labels", all);
    TraceContext.current()
        .filter(known -> project.isPresent())
        .ifPresent(known -> addTrace(entry, known));
    return GSON.toJson(entry) + "\n";
  }

  private void addTrace(JsonObject entry, TraceContext known) {
    entry.addProperty(
        GOOGLE + "trace", "projects/%s/traces/%s".formatted(project.orElseThrow(), known.trace()));
    entry.addProperty(GOOGLE + "spanId", known.span());
    entry.addProperty(GOOGLE + "trace_sampled", known.sampled());
  }

  private String message(LogEvent event) {
    var trace = event.thrown().map(thrown -> StackTrace.of(thrown, LONGEST_READ));
    return clean(
        trace.map(text -> beginning(event.message()) + "\n" + text).orElseGet(event::message),
        LONGEST_MESSAGE);
  }

  private String clean(String text, int bytes) {
    var redacted = redactor.redact(beginning(text));
    var whole = text.length() <= LONGEST_READ;
    var shown = whole ? redacted.length() : Math.max(0, redacted.length() - LONGEST_SECRET);
    return BoundedText.of(redacted.substring(0, shown), bytes);
  }

  private static String beginning(String text) {
    return text.length() <= LONGEST_READ ? text : text.substring(0, LONGEST_READ);
  }
}
