package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One notification, for people.
record NotificationView(JsonView one) {
  String id() {
    return one.text("id").orElse("");
  }

  /// How urgent it is: critical, high, normal or low.
  String level() {
    return one.text("priority").orElse("normal");
  }

  /// Whether it waits for an answer.
  boolean open() {
    return one.flag("requires_response") && one.text("response").isEmpty();
  }

  /// The only answers that count; empty: any text.
  List<String> choices() {
    return one.texts("choices");
  }

  void print(Console console, Instant now) {
    var type = one.text("type").orElse("");
    var age = one.text("created_at").map(at -> Times.relative(at, now)).orElse("");
    console.line(
        Line.of(style(type), type + " ").bold(one.text("title").orElse("")).dim(" · " + age));
    var message = one.text("message").orElse("");
    console.prose("  ", message);
    one.view("context")
        .text("pullRequest")
        .filter(link -> !message.contains(link))
        .ifPresent(link -> console.line(Line.of(Style.DIM, "  " + link)));
    answer().ifPresent(text -> console.line(Line.of("  answered: ").and(Style.GREEN, text)));
    one.views("deliveries").forEach(delivery -> print(console, delivery));
  }

  /// Only what people may have to mend.
  private static void print(Console console, JsonView delivery) {
    if (!delivery.text("state").equals(Optional.of("delivered"))) {
      console.line(
          Line.of(Style.YELLOW, "  " + delivery.text("channel").orElse("") + ": ")
              .and(delivery.text("result").orElse("")));
    }
  }

  private Optional<String> answer() {
    return one.text("response");
  }

  private static Style style(String type) {
    return switch (type) {
      case "question", "warning" -> Style.YELLOW;
      case "error" -> Style.RED;
      case "completion" -> Style.GREEN;
      default -> Style.CYAN;
    };
  }
}
