package io.codedeveloper.cli.ops;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.cli.terminal.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a procedure found: tables first, then findings, each with what to type next.
final class Report {
  private static final int INDENT = 12;

  /// For what gcloud and logs say: whatever looks like a well-known token.
  private final Redactor redactor = new Redactor(List.of());

  private final String procedure;
  private final String where;
  private final Instant at;
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final JsonObject more = new JsonObject();
  private String whenWell = "all is well";
  private UnaryOperator<String> addressed = UnaryOperator.identity();

  /// A report on an installation; commands to type next mean the same one.
  static Report on(Site site, String procedure, Instant at) {
    var report = new Report(procedure, site.name(), at);
    report.addressed = site::addressed;
    return report;
  }

  /// @param procedure the command's name
  /// @param where the installation, for people
  Report(String procedure, String where, Instant at) {
    this.procedure = procedure;
    this.where = where;
    this.at = at;
  }

  Report add(Sheet sheet) {
    sheets.add(sheet);
    return this;
  }

  Report add(Finding found) {
    var next = found.next().stream().map(addressed).toList();
    var finding = new Finding(found.subject(), found.level(), found.text(), next);
    for (var i = 0; i < findings.size(); i++) {
      if (findings.get(i).saysTheSameAs(finding)) {
        findings.set(i, findings.get(i).and(finding));
        return this;
      }
    }
    findings.add(finding);
    return this;
  }

  Report addAll(List<Finding> several) {
    several.forEach(this::add);
    return this;
  }

  /// Something that only programs get, beside the findings.
  Report with(String name, String value) {
    more.addProperty(name, value);
    return this;
  }

  /// What is said at the end where nothing is wrong.
  Report whenWell(String words) {
    whenWell = words;
    return this;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /// The gravest of all findings.
  Level worst() {
    return findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElse(Level.FINE);
  }

  /// Shows it.
  ///
  /// @return the exit code
  int show(Console console, boolean json) {
    if (json) {
      console.json(json());
    } else {
      print(console);
    }
    return worst().exitCode();
  }

  private JsonObject json() {
    var json = new JsonObject();
    json.addProperty("procedure", procedure);
    json.addProperty("where", where);
    json.addProperty("at", at.toString());
    json.addProperty("level", worst().wireName());
    more.entrySet().forEach(one -> json.add(one.getKey(), one.getValue()));
    sheets.forEach(sheet -> json.add(sheet.name(), sheet.json()));
    var all = new JsonArray();
    findings.stream().map(this::redacted).map(Finding::json).forEach(all::add);
    json.add("findings", all);
    return json;
  }

  private Finding redacted(Finding one) {
    return new Finding(one.subject(), one.level(), redactor.redact(one.text()), one.next());
  }

  private void print(Console console) {
    console.line(
        Line.of(Style.BOLD, procedure)
            .dim("  %s  %s".formatted(Times.seconds(at.toString()), where).stripTrailing()));
    sheets.stream().filter(sheet -> !sheet.isEmpty()).forEach(sheet -> sheet.print(console));
    console.blank();
    var width = findings.stream().mapToInt(one -> one.subject().length()).max().orElse(0);
    findings.stream()
        .map(this::redacted)
        .sorted(Comparator.comparing(Finding::level))
        .forEach(one -> print(console, one, Math.min(width, 2 * INDENT)));
    console.blank();
    console.line(summary());
  }

  private static void print(Console console, Finding one, int width) {
    var level = one.level();
    console.line(
        Line.of(level.style(), "%-12s".formatted(level.wireName()))
            .bold(one.subject() + " ".repeat(Math.max(0, width - one.subject().length()) + 2))
            .and(one.text()));
    one.next()
        .forEach(command ->
            console.line(
                Line.of(Style.DIM, " ".repeat(INDENT) + "next: ").and(Style.CYAN, command)));
  }

  private Line summary() {
    var wrong = count(Stream.of(Level.WRONG, Level.UNREACHABLE));
    var unread = count(Stream.of(Level.UNREADABLE));
    if (wrong + unread == 0) {
      return Line.of(Style.GREEN, whenWell);
    }
    return Line.of(
        wrong > 0 ? Style.RED : Style.YELLOW,
        "%d wrong, %d could not be read".formatted(wrong, unread));
  }

  private long count(Stream<Level> levels) {
    var wanted = levels.toList();
    return findings.stream().filter(one -> wanted.contains(one.level())).count();
  }
}
