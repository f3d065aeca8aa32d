package io.codedeveloper.cli.inbox;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Times;
import java.util.List;
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
      "Shows what the daemon tells and asks: open questions and what nobody has read.",
      "With --data, no server is needed."
    })
public final class NotificationsCommand implements Callable<Integer> {
  private final Surroundings with;

  @Option(names = "--all", description = "Also those that are read or answered.")
  private boolean all;

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
      return ExitCode.DONE;
    }
  }

  private void print(List<JsonObject> found) {
    if (found.isEmpty()) {
      with.console().line(all ? "no notifications" : "nothing new");
      return;
    }
    for (var one : found) {
      print(new JsonView(one));
      with.console().blank();
    }
  }

  private void print(JsonView one) {
    var console = with.console();
    console.line(
        Line.of(style(one.text("type").orElse("")), one.text("type").orElse("") + " ")
            .bold(one.text("title").orElse(""))
            .dim(" · " + when(one)));
    console.prose("  ", one.text("message").orElse(""));
    var answer = one.text("response");
    if (answer.isPresent()) {
      console.line(Line.of("  answered: ").and(Style.GREEN, answer.get()));
    } else if (one.flag("requires_response")) {
      var id = one.text("id").orElse("");
      if (!one.texts("choices").isEmpty()) {
        console.line("  choices: " + String.join(" | ", one.texts("choices")));
      }
      console.line(
          Line.of(Style.CYAN, "  answer with: project-manager respond " + id + " \"…\"")
              .and(daemon.options()));
    }
  }

  private String when(JsonView one) {
    return one.text("created_at").map(at -> Times.relative(at, with.clock().instant())).orElse("");
  }

  private static Style style(String type) {
    return switch (type) {
      case "question" -> Style.YELLOW;
      case "error" -> Style.RED;
      case "warning" -> Style.YELLOW;
      case "completion" -> Style.GREEN;
      default -> Style.CYAN;
    };
  }
}
