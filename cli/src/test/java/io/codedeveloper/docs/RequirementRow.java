package io.codedeveloper.docs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A row of `docs/reference/requirements.md`: what is asked for, what it became, and what shows it.
///
/// @param section the heading above it
/// @param cells the last one says what shows it
record RequirementRow(String section, List<String> cells) {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern TEST = Pattern.compile("[A-Z]\\w+(?:Test|IT|Contract)");
  private static final Pattern RUN = Pattern.compile("(\\w+): (\\w+)");
  private static final Pattern COMMAND = Pattern.compile("(?:cloud|ops|local) [a-z].*");
  private static final Pattern FILE =
      Pattern.compile("dev|terraform/tests|\\.ci/[\\w-]+|[\\w/.-]+\\.(?:tf|tfvars|ya?ml)");
  private static final Pattern REASON =
      Pattern.compile("(?:no test|not applicable)[^:;]*[:,] \\S.+|never tried on Google Cloud");
  private static final Pattern APPLIED = Pattern.compile("(?i)\\bapplied(?:: ([^;(]+)| |$)");

  /// What `.ci/check-infrastructure` does for what rows say of what was applied.
  private static final Map<String, String> CHECKS =
      Map.of(
          "the second plan is empty", "plan -detailed-exitcode",
          "both environments", "for environment in dev prod",
          "buckets", "property buckets",
          "rights", "property rights",
          "region", "property region",
          "settings", "property settings",
          "sizes", "property sizes",
          "addresses", "property addresses",
          "absent", "property absent");

  private static final List<String> FOLDERS =
      List.of("", "terraform", ".github/workflows", ".github");
  private static final List<String> PLACES =
      List.of("terraform", "docs/reference", ".ci", "functions/src/main");

  /// The rows of a page, without headings of tables.
  static List<RequirementRow> of(String page) {
    var rows = new ArrayList<RequirementRow>();
    var section = "";
    for (var line : page.lines().toList()) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (line.matches("\\|[-|]+\\|")) {
        rows.removeLast();
      } else if (line.startsWith("|")) {
        var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        rows.add(new RequirementRow(section, cells.subList(1, cells.size() - 1)));
      }
    }
    return rows;
  }

  /// What shows it, or why nothing does.
  String proof() {
    return cells.getLast();
  }

  /// Whether it names something that shows it, or says why there is nothing.
  boolean isProven() {
    return REASON.matcher(proof()).find()
        || APPLIED.matcher(proof()).find()
        || codes(proof())
            .anyMatch(code ->
                TEST.matcher(code).matches()
                    || RUN.matcher(code).matches()
                    || code.startsWith(".ci/check-"));
  }

  /// What it names that is not there. What is asked for is a quotation, and may name anything.
  List<String> missing(TestSources tests) {
    var asked = section.startsWith("The 36") ? 2 : 1;
    var names =
        cells.stream().skip(Math.min(asked, cells.size() - 1)).flatMap(RequirementRow::codes);
    return Stream.concat(
            names.filter(name -> !isThere(name, tests)),
            applied().filter(what -> !isChecked(what)).map("applied: "::concat))
        .toList();
  }

  private static Stream<String> codes(String text) {
    return CODE.matcher(text).results().map(match -> match.group(1));
  }

  /// What is looked at in what was applied.
  private Stream<String> applied() {
    return APPLIED
        .matcher(proof())
        .results()
        .flatMap(match -> Optional.ofNullable(match.group(1)).stream())
        .map(what -> what.replaceFirst(",.*", "").strip());
  }

  private static boolean isChecked(String what) {
    return CHECKS.containsKey(what)
        && text(FaultMatrix.checkout().resolve(".ci/check-infrastructure"))
            .contains(CHECKS.getOrDefault(what, ""));
  }

  private static boolean isThere(String name, TestSources tests) {
    var run = RUN.matcher(name);
    if (TEST.matcher(name).matches()) {
      return tests.has(name);
    } else if (run.matches()) {
      return TestSources.hasRun(run.group(1), run.group(2));
    } else if (COMMAND.matcher(name).matches()) {
      return isCommand(name);
    } else if (FILE.matcher(name).matches()) {
      return FOLDERS.stream()
          .anyMatch(folder -> Files.exists(FaultMatrix.checkout().resolve(folder).resolve(name)));
    }
    return PLACES.stream().anyMatch(place -> isWritten(name, place));
  }

  private static boolean isCommand(String line) {
    var words = new ArrayList<>(List.of(line.split(" ")));
    var options = words.stream().filter(word -> word.startsWith("--")).toList();
    words.removeAll(options);
    var usage = "project-manager " + String.join(" ", words) + " ";
    words.add("--help");
    var help = CommandRun.in(Path.of(""), words.toArray(String[]::new));
    return help.exitCode() == ExitCode.DONE
        && help.out().contains(usage)
        && options.stream().allMatch(help.out()::contains);
  }

  /// Whether a setting, an alert or an address is written somewhere below a folder, this page
  /// excepted.
  private static boolean isWritten(String name, String folder) {
    try (var files = Files.walk(FaultMatrix.checkout().resolve(folder))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("requirements.md"))
          .anyMatch(file -> text(file).contains(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
