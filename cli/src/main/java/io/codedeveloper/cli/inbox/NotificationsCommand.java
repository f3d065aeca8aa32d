package io.codedeveloper.cli.inbox;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what the daemon tells and asks.
@Command(
    name = "notifications",
    description = {
      "Shows what the daemon tells and asks, the most urgent first: open questions and what nobody"
          + " has read.",
      "With --data, no server is needed."
    })
public final class NotificationsCommand implements Callable<Integer> {
  private static final List<String> LEVELS = List.of("critical", "high", "normal", "low");

  private final Surroundings with;

  @Option(names = "--all", description = "Also those that are read or answered.")
  private boolean all;

  @Option(
      names = "--mark-read",
      description = "Note that what is shown is read; questions stay open.")
  private boolean markRead;

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public NotificationsCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = daemon.open(with)) {
      var found = api.notifications(all ? Optional.empty() : Optional.of("pending"));
      if (output.json()) {
        with.console().json(Map.of("notifications", found));
      } else {
        print(found);
      }
      if (markRead) {
        markRead(api, found);
      }
      return ExitCode.DONE;
    }
  }

  private void print(List<JsonObject> found) {
    if (found.isEmpty()) {
      with.console().line(all ? "no notifications" : "nothing new");
      return;
    }
    byLevel(found)
        .forEach((level, ones) -> {
          with.console().line(heading(level, ones.size()));
          with.console().blank();
          ones.forEach(this::print);
        });
  }

  /// The most urgent first; what a later server calls otherwise, last.
  private static Map<String, List<NotificationView>> byLevel(List<JsonObject> found) {
    var views = found.stream().map(JsonView::new).map(NotificationView::new).toList();
    var grouped = new LinkedHashMap<String, List<NotificationView>>();
    LEVELS.forEach(level -> add(grouped, level, views));
    views.forEach(one -> add(grouped, one.level(), views));
    return grouped;
  }

  private static void add(
      Map<String, List<NotificationView>> grouped, String level, List<NotificationView> all) {
    var ones = all.stream().filter(one -> one.level().equals(level)).toList();
    if (!ones.isEmpty()) {
      grouped.put(level, ones);
    }
  }

  private static Line heading(String level, int count) {
    var style =
        switch (level) {
          case "critical" -> Style.RED;
          case "high" -> Style.YELLOW;
          default -> Style.DIM;
        };
    return Line.of(style, "%s (%d)".formatted(level.toUpperCase(Locale.ROOT), count));
  }

  private void print(NotificationView one) {
    var console = with.console();
    one.print(console, with.clock().instant());
    if (one.open()) {
      if (!one.choices().isEmpty()) {
        console.line("  choices: " + String.join(" | ", one.choices()));
      }
      console.line(
          Line.of(Style.CYAN, "  answer with: project-manager respond " + one.id() + " \"…\"")
              .and(daemon.options()));
    }
    console.blank();
  }

  private static void markRead(ControlClient api, List<JsonObject> found) {
    found.stream()
        .map(JsonView::new)
        .filter(one -> one.text("status").filter("pending"::equals).isPresent())
        .filter(one -> !one.flag("requires_response"))
        .forEach(one -> api.markRead(one.text("id").orElse("")));
  }
}
