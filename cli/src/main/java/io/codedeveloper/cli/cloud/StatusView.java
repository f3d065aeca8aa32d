package io.codedeveloper.cli.cloud;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.terminal.Amounts;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the daemon does, for people.
///
/// @param status as the API says it
/// @param questions that wait for an answer
record StatusView(JsonView status, List<JsonView> questions) {
  private static final int BAR = 24;
  private static final int SHOWN_QUESTIONS = 3;

  /// The whole of it, line by line.
  List<Line> lines(Instant now) {
    var metadata = status.view("metadata");
    var lines = new ArrayList<Line>();
    add(lines, "daemon", Line.of(style(state()), state()).dim(uptime()));
    metadata.text("repository").ifPresent(text -> add(lines, "repository", Line.of(text)));
    status
        .text("current_task")
        .ifPresent(text -> add(lines, "working on", Line.of(Style.BOLD, text)));
    status.text("step").ifPresent(step -> add(lines, "step", Line.of(step + " ").dim(bar())));
    status.text("last_activity").ifPresent(at -> add(lines, "last activity", time(at, now)));
    metadata.text("last_message").ifPresent(text -> add(lines, "last outcome", Line.of(text)));
    metadata.text("pull_request").ifPresent(text -> add(lines, "pull request", Line.of(text)));
    metadata.text("next_tick").ifPresent(at -> add(lines, "next tick", time(at, now)));
    metadata.text("stale_since").ifPresent(at -> add(lines, "silent since", time(at, now)));
    metadata.text("reason").ifPresent(text -> add(lines, "because", Line.of(text)));
    add(lines, "today", Line.of(today()));
    questions(lines);
    return lines;
  }

  /// The one line that a log of it needs.
  String oneLine() {
    var parts =
        Stream.of(
            state(),
            status.text("current_task").orElse(""),
            status.text("step").map(step -> step + " " + percent()).orElse(""),
            today(),
            questions.isEmpty() ? "" : open());
    return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
  }

  private String state() {
    return status.text("status").orElse("unknown");
  }

  private String uptime() {
    var seconds = (long) status.number("uptime_seconds");
    return seconds == 0 ? "" : ", up for " + Times.length(Duration.ofSeconds(seconds));
  }

  private String today() {
    var metadata = status.view("metadata");
    var commits = (long) metadata.number("commits_today");
    return "%d %s, %s"
        .formatted(
            commits,
            commits == 1 ? "commit" : "commits",
            Amounts.usd(metadata.number("spend_today_usd")));
  }

  private void questions(List<Line> lines) {
    if (questions.isEmpty()) {
      return;
    }
    add(
        lines,
        "waiting",
        Line.of(Style.YELLOW, open()).and("; answer with: project-manager respond"));
    questions.stream()
        .limit(SHOWN_QUESTIONS)
        .forEach(one -> add(lines, "", Line.of(one.text("title").orElse(""))));
  }

  private String open() {
    return questions.size() == 1 ? "1 open question" : questions.size() + " open questions";
  }

  private static Line time(String at, Instant now) {
    return Line.of(Times.relative(at, now));
  }

  private static void add(List<Line> lines, String name, Line value) {
    lines.add(Line.of(Style.DIM, "%-14s".formatted(name)).then(value));
  }

  private String bar() {
    var full = (int) Math.clamp(status.number("progress") * BAR / 100, 0, BAR);
    return "[%s%s] %s".formatted("#".repeat(full), ".".repeat(BAR - full), percent());
  }

  private String percent() {
    return "%d %%".formatted((int) status.number("progress"));
  }

  private static Style style(String state) {
    return switch (state) {
      case "working" -> Style.CYAN;
      case "idle" -> Style.GREEN;
      case "waiting" -> Style.YELLOW;
      case "error", "unknown" -> Style.RED;
      default -> Style.BOLD;
    };
  }
}
