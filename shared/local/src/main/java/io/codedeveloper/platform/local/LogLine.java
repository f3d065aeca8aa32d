package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.platform.Invisible;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A log entry as one line of JSON, with the names that Cloud Logging uses.
final class LogLine {
  private LogLine() {}

  /// The line with its end.
  static byte[] encode(Entry entry) {
    var line = new JsonObject();
    line.addProperty("time", entry.at().toString());
    line.addProperty("severity", entry.severity().name());
    line.addProperty("project", entry.project());
    entry.iteration().ifPresent(iteration -> line.addProperty("iteration", iteration));
    line.addProperty("message", entry.message());
    return (Invisible.escaped(line.toString()) + "\n").getBytes(UTF_8);
  }

  /// The entry of a line; empty for a line that a full disk or a lost power supply cut off.
  static Optional<Entry> decode(String line) {
    try {
      var json = JsonParser.parseString(line).getAsJsonObject();
      return Optional.of(
          new Entry(
              Instant.parse(json.get("time").getAsString()),
              Severity.valueOf(json.get("severity").getAsString()),
              json.get("project").getAsString(),
              Optional.ofNullable(json.get("iteration")).map(JsonElement::getAsString),
              json.get("message").getAsString()));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | NullPointerException
        | DateTimeException broken) {
      return Optional.empty();
    }
  }
}
