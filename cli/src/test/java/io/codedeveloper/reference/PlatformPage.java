package io.codedeveloper.reference;

import io.codedeveloper.platform.google.testing.GoogleInstallation;
import io.codedeveloper.reference.TestReports.Case;
import io.codedeveloper.reference.TestReports.Result;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The page of ports and adapters: its table of contract tests is written from the reports of the
/// tests that ran last, the rest by people.
public final class PlatformPage {
  private static final String FILE = "docs/reference/platform.md";
  private static final String BEGIN =
      "<!-- ./dev docs writes this table from the reports of the last ./dev test -->\n";
  private static final String END = "<!-- end of the table -->\n";

  private final String text;
  private final Map<Adapter, List<Case>> results;

  /// @param results of each adapter that was tested
  PlatformPage(String text, Map<Adapter, List<Case>> results) {
    this.text = text;
    this.results = results;
  }

  /// Writes the page anew, where every adapter was tested; with `--check` says instead whether it
  /// is what the tests said, and ends with 1 when not.
  public static void main(String[] arguments) throws IOException {
    var checkout = FaultMatrix.checkout();
    var file = checkout.resolve(FILE);
    var page = new PlatformPage(Files.readString(file), results(checkout));
    var untold = page.untold();
    if (untold.isPresent()) {
      System.err.printf("The table of %s is left as it is: %s%n", FILE, untold.get());
      if (List.of(arguments).contains("--check") && GoogleInstallation.isRequired()) {
        System.exit(1);
      }
    } else if (!List.of(arguments).contains("--check")) {
      Files.writeString(file, page.written());
    } else if (!page.written().equals(page.text)) {
      System.err.printf("%s is not what the tests said; write it with: ./dev docs%n", FILE);
      System.exit(1);
    }
  }

  private static Map<Adapter, List<Case>> results(Path checkout) throws IOException {
    var results = new LinkedHashMap<Adapter, List<Case>>();
    for (var adapter : Adapter.ALL) {
      results.put(adapter, adapter.contractTests(checkout));
    }
    return results;
  }

  /// Why nothing can be written: an adapter none of whose tests ran, as where no emulator is.
  Optional<String> untold() {
    return results.entrySet().stream()
        .filter(one -> one.getValue().stream().allMatch(test -> test.result() == Result.SKIPPED))
        .map(one -> one.getKey().test() + " did not run")
        .findFirst();
  }

  /// The page with this table instead of the one that it has.
  ///
  /// @throws IllegalStateException when the lines around the table are gone
  String written() {
    var begin = text.indexOf(BEGIN);
    var end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          "%s must have the lines\n%sand\n%s".formatted(FILE, BEGIN, END));
    }
    return text.substring(0, begin + BEGIN.length()) + table() + text.substring(end);
  }

  private String table() {
    var rows =
        results.entrySet().stream()
            .map(one -> row(one.getKey(), one.getValue()))
            .collect(Collectors.joining());
    var leftOut = leftOut();
    return "\n| port | adapter | contract tests passed | against |\n|---|---|---|---|\n%s\n%s%s"
        .formatted(rows, leftOut, leftOut.isEmpty() ? "" : "\n");
  }

  private String leftOut() {
    return results.entrySet().stream()
        .flatMap(one ->
            one.getValue().stream()
                .filter(test -> test.result() == Result.SKIPPED)
                .sorted(Comparator.comparing(Case::method))
                .map(test ->
                    "* `%s` is not asked `%s`: %s\n"
                        .formatted(one.getKey().name(), test.method(), test.why())))
        .collect(Collectors.joining());
  }

  private static String row(Adapter adapter, List<Case> tests) {
    var passed = tests.stream().filter(test -> test.result() == Result.PASSED).count();
    return "| `%s` | `%s` | %d of %d | %s |\n"
        .formatted(adapter.port(), adapter.name(), passed, tests.size(), adapter.against());
  }
}
