package io.codedeveloper.cli.cloud;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says whether the API and what it depends on is alive.
@Command(
    name = "health",
    description = {
      "Says whether the API and everything that it depends on answers, and how fast.",
      "Exit code 0 when all is well, 20 when something is down, 3 when the API is."
    })
public final class HealthCommand implements Callable<Integer> {
  private static final Set<String> ABOUT_ALL = Set.of("status", "environment");
  private static final String WELL = "healthy";

  private final Surroundings with;

  @Mixin private Connection connection = new Connection();
  @Mixin private OutputOptions output = new OutputOptions();

  public HealthCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = connection.open(with)) {
      var health = api.health();
      if (output.json()) {
        with.console().json(health);
      } else {
        print(health, api.name());
      }
      var well = new JsonView(health).text("status").filter(WELL::equals).isPresent();
      return well ? ExitCode.DONE : ExitCode.TRY_AGAIN;
    }
  }

  private void print(JsonObject health, String name) {
    var view = new JsonView(health);
    var state = view.text("status").orElse("unknown");
    with.console()
        .line(
            Line.of(state.equals(WELL) ? Style.GREEN : Style.RED, state)
                .and("  " + name)
                .dim(view.text("environment").map("  "::concat).orElse("")));
    var latencies = view.view("latency_ms");
    var table = new Table("DEPENDENCY", "STATE", "LATENCY");
    health.keySet().stream()
        .filter(key -> !ABOUT_ALL.contains(key) && view.text(key).isPresent())
        .forEach(key -> {
          var word = view.text(key).orElse("");
          table.row(
              Line.of(key),
              Line.of(word.equals("connected") ? Style.GREEN : Style.RED, word),
              Line.of(latencies.text(key).map(ms -> ms + " ms").orElse("")));
        });
    table.printTo(with.console());
  }
}
