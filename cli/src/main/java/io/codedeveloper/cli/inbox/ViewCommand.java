package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.RemoteFile;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Table;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.PriorityId;
import io.codedeveloper.roadmap.Roadmap;
import io.codedeveloper.roadmap.RoadmapParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows the roadmap with the daemon's progress laid over it.
@Command(
    name = "view",
    description = {
      "Shows the roadmap as the daemon knows it, with its progress, or one priority of it.",
      "With --data, no server is needed."
    })
public final class ViewCommand implements Callable<Integer> {
  private static final String TWO_TEXTS =
      "the roadmap is in conflict with the repository: what was edited is shown; choose with: project-manager cloud edit roadmap";

  private final Surroundings with;

  @Parameters(
      arity = "0..*",
      paramLabel = "PRIORITY",
      description = "Show the whole text of this one, US-021 for instance.")
  private List<String> priority = List.of();

  @Mixin private DaemonChoice daemon = new DaemonChoice();
  @Mixin private OutputOptions output = new OutputOptions();

  public ViewCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    try (var api = daemon.open(with)) {
      var file = roadmap(api);
      if (file.isInConflict()) {
        with.console().problem(TWO_TEXTS);
      }
      var roadmap = new RoadmapParser().parse(file.edited());
      var progress = PriorityProgress.of(api);
      if (priority.isEmpty()) {
        all(roadmap, progress);
      } else {
        one(find(roadmap, String.join(" ", priority)), progress);
      }
      return ExitCode.DONE;
    }
  }

  private static RemoteFile roadmap(ControlClient api) {
    return api.roadmap().orElseThrow(() -> new UserErrorException(ControlClient.NO_ROADMAP_YET));
  }

  private static Priority find(Roadmap roadmap, String wanted) {
    return roadmap.named(new PriorityId(wanted.strip())).stream()
        .findFirst()
        .or(() -> roadmap.named(new PriorityId("PRIORITY " + wanted.strip())).stream().findFirst())
        .or(() -> roadmap.byKey(wanted))
        .orElseThrow(() ->
            new UserErrorException(
                "the roadmap has no priority '%s'; list them with: project-manager view"
                    .formatted(wanted)));
  }

  private void all(Roadmap roadmap, PriorityProgress progress) {
    if (output.json()) {
      with.console()
          .json(
              Map.of(
                  "priorities",
                  roadmap.priorities().stream().map(one -> words(one, progress)).toList()));
      return;
    }
    var table = new Table("ID", "STATUS", "COST", "TITLE");
    for (var one : roadmap.priorities()) {
      var news = progress.of(one);
      table.row(
          Line.of(Style.BOLD, one.id().text()),
          news.map(text -> Line.of(style(text.state()), text.state()))
              .orElse(Line.of(one.status().wire())),
          Line.of(news.map(PriorityProgress.News::costUsd).map(ViewCommand::usd).orElse("")),
          Line.of(one.title())
              .dim(news.flatMap(PriorityProgress.News::link).map(link -> "  " + link).orElse("")));
    }
    table.printTo(with.console());
  }

  private static Style style(String state) {
    return switch (state) {
      case "proposed", "complete" -> Style.GREEN;
      case "waiting", "interrupted", "over budget" -> Style.YELLOW;
      case "gave up", "blocked" -> Style.RED;
      default -> Style.CYAN;
    };
  }

  private static String usd(double amount) {
    return amount > 0 ? Amounts.usd(amount) : "";
  }

  private void one(Priority priority, PriorityProgress progress) {
    if (output.json()) {
      var words = words(priority, progress);
      words.put("text", priority.sectionText());
      with.console().json(words);
      return;
    }
    with.console().text(priority.sectionText().stripTrailing());
    progress
        .of(priority)
        .ifPresent(news -> {
          with.console().blank();
          with.console()
              .line(Line.of(Style.CYAN, news.state()).and(news.link().map(" "::concat).orElse("")));
        });
  }

  private static Map<String, Object> words(Priority priority, PriorityProgress progress) {
    var words = new LinkedHashMap<String, Object>();
    words.put("id", priority.id().text());
    words.put("title", priority.title());
    words.put("status", priority.status().wire());
    words.put("line", priority.line());
    var news = progress.of(priority);
    words.put("progress", news.map(PriorityProgress.News::state).orElse(""));
    words.put("pull_request", news.flatMap(PriorityProgress.News::link).orElse(""));
    words.put("cost_usd", news.map(PriorityProgress.News::costUsd).orElse(0.0));
    return words;
  }
}
