package io.codedeveloper.cli.history;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.inbox.DaemonChoice;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.UserErrorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows what the daemon did, or one iteration step by step.
@Command(
    name = "iterations",
    description = {
      "Shows the iterations, newest first; with ID one of them step by step, with tokens and cost.",
      "The first letters of an id are enough, and 'last' is the newest. With --data, no server is"
          + " needed."
    })
public final class IterationsCommand implements Callable<Integer> {
  private static final int USUAL_LIMIT = 20;
  private static final int MOST = 1000;
  private static final int SHORT_ID = 8;
  private static final String LAST = "last";

  private final Surroundings with;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "ID", description = "Show this one.")
  private Optional<String> id = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 20).")
  private int limit = USUAL_LIMIT;

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public IterationsCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--limit is %d; it must be 1 to %d".formatted(limit, MOST));
    }
    try (var api = daemon.open(with)) {
      if (id.isPresent()) {
        one(api.iteration(whole(api, id.get())));
      } else {
        all(api.iterations(limit));
      }
      return ExitCode.DONE;
    }
  }

  private static String whole(ControlClient api, String given) {
    var known =
        api.iterations(given.equals(LAST) ? 1 : MOST).stream()
            .flatMap(one -> new JsonView(one).text("id").stream())
            .toList();
    if (given.equals(LAST)) {
      return known.stream()
          .findFirst()
          .orElseThrow(() -> new UserErrorException("there was no iteration yet"));
    }
    var meant = known.stream().filter(one -> one.startsWith(given)).toList();
    if (meant.contains(given) || meant.isEmpty()) {
      return given;
    }
    if (meant.size() > 1) {
      throw new UserErrorException(
          "several iterations begin with '%s': %s".formatted(given, String.join(", ", meant)));
    }
    return meant.getFirst();
  }

  private void all(List<JsonObject> found) {
    if (output.json()) {
      with.console().json(Map.of("iterations", found));
      return;
    }
    if (found.isEmpty()) {
      with.console().line("there was no iteration yet; start with: project-manager cloud start");
      return;
    }
    var table = new Table("ID", "BEGAN", "OUTCOME", "COST", "PRIORITY");
    found.stream().map(JsonView::new).forEach(one -> table.row(row(one)));
    table.printTo(with.console());
  }

  private Line[] row(JsonView one) {
    var whole = one.text("id").orElse("");
    var link = one.view("pull_request").text("url").map("  "::concat).orElse("");
    return new Line[] {
      Line.of(Style.BOLD, whole.substring(0, Math.min(SHORT_ID, whole.length()))),
      Line.of(Times.relative(one.text("created_at").orElse(""), with.clock().instant())),
      IterationTimeline.outcome(one),
      Line.of(Amounts.usd(one.number("cost_usd"))),
      Line.of(one.text("priority_title").orElse("")).dim(link)
    };
  }

  private void one(JsonObject found) {
    if (output.json()) {
      with.console().json(found);
    } else {
      new IterationTimeline(new JsonView(found), with.clock().instant())
          .lines()
          .forEach(with.console()::fitted);
    }
  }
}
