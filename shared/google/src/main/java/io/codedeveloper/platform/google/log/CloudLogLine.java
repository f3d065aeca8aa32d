package io.codedeveloper.platform.google.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.platform.Invisible;
import io.codedeveloper.platform.TraceContext;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes an event as Cloud Logging takes it from a standard output: one JSON object on one line.
/// Every line that this process writes to its log comes from here.
///
/// @param project Google Cloud's, for the names of traces; empty: traces are left out
/// @param labels of every event of this process, where the event does not say otherwise
/// @param redactor knows the secrets of this process
record CloudLogLine(Optional<String> project, Map<String, String> labels, Redactor redactor) {
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
    entry.add(GOOGLE + "labels", all(event.labels()));
    project.ifPresent(
        known -> TraceContext.current().ifPresent(context -> addTrace(entry, known, context)));
    return Invisible.escaped(GSON.toJson(entry)) + "\n";
  }

  /// Prints the event. It is one write, so that lines of several threads do not mix.
  void print(LogEvent event, PrintStream out) {
    var bytes = of(event).getBytes(UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  private JsonObject all(Map<String, String> ofTheEvent) {
    var all = new TreeMap<>(labels);
    all.putAll(ofTheEvent);
    var written = new JsonObject();
    all.forEach((name, value) -> written.addProperty(name, clean(value, LONGEST_LABEL)));
    return written;
  }

  private static void addTrace(JsonObject entry, String project, TraceContext context) {
    entry.addProperty(GOOGLE + "trace", CloudLog.traceName(project, context));
    entry.addProperty(GOOGLE + "spanId", context.span());
    entry.addProperty(GOOGLE + "trace_sampled", context.sampled());
  }

  private String message(LogEvent event) {
    var trace = event.thrown().map(thrown -> StackTrace.of(thrown, LONGEST_READ));
    return clean(
        trace.map(text -> beginning(event.message()) + "\n" + text).orElseGet(event::message),
        BoundedText.LONGEST_MESSAGE);
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
