package io.codedeveloper.functions;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.codedeveloper.platform.LogStore;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// Prints each entry as a line of JSON, which Cloud Run takes to Cloud Logging: a function needs no
/// client of it, and waits for nothing. What is read comes from the platform's own store.
record PrintedLogs(PrintStream out, LogStore kept) implements LogStore {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  @Override
  public void append(Entry entry) {
    var labels = new JsonObject();
    labels.addProperty("project", entry.project());
    entry.iteration().ifPresent(iteration -> labels.addProperty("iteration", iteration));
    var line = new JsonObject();
    line.addProperty("severity", entry.severity().name());
    line.addProperty("time", entry.at().toString());
    line.addProperty("message", entry.message());
    line.add("logging.googleapis.com/labels", labels);
    out.println(JSON.toJson(line));
  }

  @Override
  public List<Entry> tail(String project, Optional<String> iteration, Severity atLeast, int limit) {
    return kept.tail(project, iteration, atLeast, limit);
  }
}
