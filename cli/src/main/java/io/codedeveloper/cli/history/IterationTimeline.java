package io.codedeveloper.cli.history;

import com.google.gson.JsonElement;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One iteration, step by step.
///
/// @param iteration as the API says it, with its journal
record IterationTimeline(JsonView iteration, Instant now) {
  private static final int LONGEST_VALUE = 60;
  private static final int SHORT_COMMIT = 10;

  List<Line> lines() {
    var lines = new ArrayList<Line>();
    fact(lines, "iteration", iteration.text("id").map(Line::of));
    fact(lines, "priority", text("priority_title").map(text -> Line.of(Style.BOLD, text)));
    fact(lines, "outcome", Optional.of(outcome(iteration)));
    fact(lines, "", text("message").map(Line::of));
    fact(lines, "began", text("created_at").map(this::began));
    fact(lines, "question", text("question").map(Line::of));
    fact(lines, "branch", text("branch").map(Line::of));
    fact(lines, "commit", text("commit").map(Line::of));
    fact(lines, "pull request", iteration.view("pull_request").text("url").map(Line::of));
    fact(lines, "to see it", localChange().map(Line::of));
    fact(lines, "tokens", Optional.of(Line.of(tokens())));
    fact(lines, "cost", Optional.of(Line.of(Amounts.usd(iteration.number("cost_usd")))));
    lines.add(Line.empty());
    iteration.views("journal").forEach(entry -> lines.add(line(entry)));
    return lines;
  }

  /// What an iteration came to, or what it does.
  static Line outcome(JsonView iteration) {
    var word = iteration.text("outcome").or(() -> iteration.text("state")).orElse("unknown");
    var style =
        switch (word) {
          case "pull_request" -> Style.GREEN;
          case "gave_up", "blocked", "user_error", "nothing_understood" -> Style.RED;
          case "waiting", "try_again", "over_budget", "priority_over_budget" -> Style.YELLOW;
          case "running", "starting" -> Style.CYAN;
          default -> Style.PLAIN;
        };
    return Line.of(style, word.replace('_', ' '));
  }

  private Line began(String at) {
    return Line.of(Times.seconds(at)).dim("  " + Times.relative(at, now));
  }

  /// A pull request that no host shows.
  private Optional<String> localChange() {
    var base = text("base_commit");
    return iteration
        .view("pull_request")
        .text("url")
        .filter(url -> url.startsWith("local:"))
        .flatMap(url -> text("commit"))
        .flatMap(
            commit -> base.map(from -> "git diff " + abbreviated(from) + " " + abbreviated(commit)))
        .map(command -> command + "  (in the repository)");
  }

  private static String abbreviated(String commit) {
    return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
  }

  private String tokens() {
    var usage = iteration.view("usage");
    return String.format(
        Locale.ROOT,
        "%,d in, %,d out, %,d read from the cache, %,d written to it",
        (long) usage.number("input"),
        (long) usage.number("output"),
        (long) usage.number("cache_read"),
        (long) (usage.number("cache_write") + usage.number("cache_write_hour")));
  }

  private Line line(JsonView entry) {
    var step = entry.text("step").orElse("");
    var took = iteration.view("timings_ms").text(step).map(IterationTimeline::took).orElse("");
    return Line.of(Style.DIM, "%8s  ".formatted(after(entry)))
        .and(Style.CYAN, "%-13s".formatted(step))
        .dim("%8s  ".formatted(took))
        .and(effect(entry.view("effect")));
  }

  /// How long after the beginning.
  private String after(JsonView entry) {
    try {
      var begin = Instant.parse(text("created_at").orElse(""));
      var at = Instant.parse(entry.text("at").orElse(""));
      return "+" + Times.length(Duration.between(begin, at));
    } catch (DateTimeException noInstant) {
      return "";
    }
  }

  private static String took(String milliseconds) {
    return milliseconds.matches("\\d{1,15}")
        ? String.format(Locale.ROOT, "%.1f s", Long.parseLong(milliseconds) / 1000.0)
        : "";
  }

  private static String effect(JsonView effect) {
    return effect.json().entrySet().stream()
        .filter(one -> !one.getValue().isJsonNull())
        .map(one -> one.getKey() + " " + shortened(one.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String shortened(JsonElement value) {
    var text = value.isJsonPrimitive() ? value.getAsString() : value.toString();
    var line = text.lines().findFirst().orElse("");
    return line.length() > LONGEST_VALUE ? line.substring(0, LONGEST_VALUE) + "…" : line;
  }

  private Optional<String> text(String name) {
    return iteration.text(name);
  }

  private static void fact(List<Line> lines, String name, Optional<Line> value) {
    value.ifPresent(line -> lines.add(Line.of(Style.DIM, "%-13s".formatted(name)).then(line)));
  }
}
