package io.codedeveloper.reliability.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import io.codedeveloper.reliability.matrix.FaultMatrix.Row;
import io.codedeveloper.reliability.matrix.ProvenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What `./dev reliability` found, as a page and as a few numbers. No date and no duration is in
/// it: the same commit and seeds make the same page, but for what depends on when a process was
/// killed.
///
/// @param commit that was tried
/// @param simulation what `./dev simulate --json` wrote
/// @param kills what `./dev kill-runs --json` wrote
record Report(
    String commit, JsonObject simulation, JsonObject kills, FaultMatrix matrix, ProvenRows proven) {
  private static final String PAGE = "docs/reference/reliability.md";

  /// Writes the page; prints the numbers.
  ///
  /// @param arguments the commit, the simulation's file and the kill runs' file
  public static void main(String[] arguments) throws IOException {
    var checkout = FaultMatrix.checkout();
    var report =
        new Report(
            arguments[0],
            json(arguments[1]),
            json(arguments[2]),
            FaultMatrix.in(checkout),
            ProvenRows.in(checkout));
    Files.writeString(checkout.resolve(PAGE), report.page());
    report.numbers().forEach(System.out::println);
    System.exit(report.problems().isEmpty() ? 0 : 1);
  }

  private static JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(Path.of(file))).getAsJsonObject();
  }

  String page() {
    var page = new Markdown();
    page.line("# Reliability").line("");
    page.paragraph(
        "Made by `./dev reliability --seeds %d --kill-runs %d` from commit `%s`; do not edit it. [How to read it](../how-to/reliability.md)."
            .formatted(number(simulation, "seeds"), number(kills, "runs"), commit));
    numbers().forEach(line -> page.line("* " + line));
    page.line("");
    simulated(page);
    mutants(page);
    killed(page);
    rows(page);
    return page.text();
  }

  /// The numbers that count, one a line.
  List<String> numbers() {
    var lines = new ArrayList<String>();
    lines.add(
        "simulation: %d seeds, %d with violations, %d virtual hours, %d faults, %d repairs"
            .formatted(
                number(simulation, "seeds"),
                number(simulation, "violatedSeeds"),
                number(simulation, "virtualHours"),
                number(simulation, "faults"),
                Counts.in(simulation, "repairs").sum()));
    lines.add("mutants: %d of %d killed".formatted(caught(), mutants().names().size()));
    lines.add(
        "kill runs: %d, violations: %d, processes killed: %d"
            .formatted(
                number(kills, "runs"),
                number(kills, "violations"),
                Counts.in(kills, "kills").sum()));
    lines.add(
        "fault matrix: %d of %d rows have a test, %d name a missing part, %d have neither"
            .formatted(tested(), matrix.rows().size(), excused(), open().size()));
    lines.add(problems().isEmpty() ? "result: clean" : "result: " + String.join(", ", problems()));
    return lines;
  }

  /// What keeps the result from being clean.
  List<String> problems() {
    var problems = new ArrayList<String>();
    if (number(simulation, "violatedSeeds") > 0) {
      problems.add("the simulation found violations");
    }
    if (caught() < mutants().names().size() || mutants().names().isEmpty()) {
      problems.add("mutants survived or were not tried");
    }
    if (number(kills, "violations") > 0) {
      problems.add("kill runs found violations");
    }
    if (!open().isEmpty()) {
      problems.add("rows of the matrix have no test: " + String.join(" ", open()));
    }
    return problems;
  }

  private void simulated(Markdown page) {
    page.heading("Simulation");
    page.paragraph("How often each invariant was checked, and in how many seeds it was violated:");
    var violations = Counts.in(simulation, "violationsByInvariant");
    var checks = Counts.in(simulation, "checksByInvariant");
    var names = new TreeSet<>(checks.names());
    names.addAll(violations.names());
    page.table(
        List.of("invariant", "checks", "seeds that violate it"),
        names.stream()
            .map(name ->
                List.of(name, Long.toString(checks.of(name)), Long.toString(violations.of(name))))
            .toList());
    page.paragraph("Faults by kind, and by the step that they met; an empty cell was never met:");
    faults(page);
    page.paragraph("Repairs by the sweep, each a fault that was caught late:");
    page.table(List.of("repair", "times"), Counts.in(simulation, "repairs").rows());
    page.paragraph("How the simulated iterations ended:");
    page.table(List.of("outcome", "times"), Counts.in(simulation, "outcomes").rows());
  }

  private void faults(Markdown page) {
    var table =
        simulation.has("faultsByStep")
            ? simulation.getAsJsonObject("faultsByStep")
            : new JsonObject();
    var kinds =
        simulation.has("faultKinds")
            ? simulation.getAsJsonArray("faultKinds").asList().stream()
                .map(kind -> kind.getAsString())
                .toList()
            : List.<String>of();
    page.table(
        Stream.concat(Stream.of("step"), kinds.stream()).toList(),
        table.keySet().stream()
            .map(step -> {
              var cells = Counts.in(table, step);
              return Stream.concat(
                      Stream.of(step), kinds.stream().map(kind -> blankZero(cells.of(kind))))
                  .toList();
            })
            .toList());
  }

  private static String blankZero(long number) {
    return number == 0 ? "" : Long.toString(number);
  }

  private void mutants(Markdown page) {
    page.heading("Mutants");
    page.paragraph(
        "Each takes one safeguard out of the product; the simulation must notice. The number is that of the seeds it took.");
    page.table(
        List.of("mutant", "seeds until it was found"),
        mutants().names().stream()
            .map(name ->
                List.of(name, mutants().of(name) > 0 ? "" + mutants().of(name) : "**survived**"))
            .toList());
  }

  private Counts mutants() {
    return Counts.in(simulation, "mutants");
  }

  private long caught() {
    return mutants().names().stream().filter(name -> mutants().of(name) > 0).count();
  }

  private void killed(Markdown page) {
    page.heading("Kill runs");
    page.paragraph(
        "Real processes, ended with SIGKILL. After each run: one pull request for each priority, its commit whole, one notification of a kind, the budget kept, at most one model call repeated for each kill, and no process, lease, work tree, checkpoint or secret left behind. Who was killed, and what the job was doing:");
    page.table(List.of("killed", "times"), Counts.in(kills, "kills").rows());
  }

  private void rows(Markdown page) {
    page.heading("The rows of the fault matrix");
    page.paragraph("What each row says stands in [the fault matrix](fault-matrix.md).");
    page.table(
        List.of("row", "proven by"),
        matrix.rows().stream().map(row -> List.of(row.id(), proof(row))).toList());
  }

  private String proof(Row row) {
    if (row.isExcused()) {
      return "missing: " + row.missing();
    }
    var tests = proven.tests().get(row.id());
    return tests == null ? "**no test**" : "`" + String.join("` `", tests) + "`";
  }

  private Set<String> open() {
    var open = new TreeSet<String>();
    matrix.rows().stream()
        .filter(row -> !row.isExcused() && !proven.tests().containsKey(row.id()))
        .forEach(row -> open.add(row.id()));
    return open;
  }

  private long tested() {
    return matrix.rows().stream().filter(row -> proven.tests().containsKey(row.id())).count();
  }

  private long excused() {
    return matrix.rows().stream().filter(Row::isExcused).count();
  }

  private static long number(JsonObject json, String name) {
    return json.has(name) ? json.get(name).getAsLong() : 0;
  }
}
