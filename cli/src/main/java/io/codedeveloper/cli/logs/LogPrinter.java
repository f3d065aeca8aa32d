package io.codedeveloper.cli.logs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import java.util.List;
import java.util.Optional;

/// Prints entries of a log: a line each for programs; for people with colours, and nothing in them
/// can steer the terminal.
///
/// @param json one line of JSON each
record LogPrinter(Console console, boolean json) {
  private static final int SECONDS = 19;
  private static final String INDENT = " ".repeat(30);

  /// @param data the entry as JSON
  void entry(String data) {
    var entry = parsed(data);
    if (entry.isEmpty()) {
      console.problem("an entry of the log is not JSON, and is left out");
    } else if (json) {
      console.jsonLine(entry.get());
    } else {
      print(new JsonView(entry.get()));
    }
  }

  private void print(JsonView entry) {
    var severity = entry.text("severity").orElse("");
    var style = style(severity);
    var lines = lines(entry.text("message").orElse(""));
    var time = entry.text("time").map(LogPrinter::toSeconds).orElse("");
    console.line(
        Line.of(Style.DIM, "%-21s ".formatted(time))
            .and(style, "%-8s".formatted(severity))
            .and(text(style), lines.getFirst()));
    lines.stream().skip(1).forEach(more -> console.line(Line.of(INDENT).and(text(style), more)));
  }

  private static List<String> lines(String message) {
    var lines = message.lines().toList();
    return lines.isEmpty() ? List.of("") : lines;
  }

  /// What is grave is coloured as a whole.
  private static Style text(Style style) {
    return style == Style.CYAN ? Style.PLAIN : style;
  }

  private static Style style(String severity) {
    return switch (severity) {
      case "error" -> Style.RED;
      case "warning" -> Style.YELLOW;
      case "debug" -> Style.DIM;
      default -> Style.CYAN;
    };
  }

  private static String toSeconds(String instant) {
    return instant.length() > SECONDS ? instant.substring(0, SECONDS) + "Z" : instant;
  }

  private static Optional<JsonObject> parsed(String data) {
    try {
      return Optional.of(JsonParser.parseString(data))
          .filter(JsonElement::isJsonObject)
          .map(JsonElement::getAsJsonObject);
    } catch (JsonParseException notJson) {
      return Optional.empty();
    }
  }
}
