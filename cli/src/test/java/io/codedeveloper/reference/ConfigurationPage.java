package io.codedeveloper.reference;

import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.Variable.Reader;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The page of settings: its table of variables is written from their declarations, the rest by
/// people.
record ConfigurationPage(String text) {
  private static final String FILE = "docs/reference/configuration.md";
  private static final String BEGIN =
      "<!-- ./dev docs writes this table from the declarations in the code (Variable) -->\n";
  private static final String END = "<!-- end of the table -->\n";

  /// Writes the page anew.
  public static void main(String[] arguments) throws IOException {
    Files.writeString(file(), present().with(DeclaredVariables.all()).text());
  }

  /// The page as it is in the checkout.
  static ConfigurationPage present() throws IOException {
    return new ConfigurationPage(Files.readString(file()));
  }

  private static Path file() {
    return FaultMatrix.checkout().resolve(FILE);
  }

  /// The page with this table instead of the one that it has.
  ///
  /// @throws IllegalStateException when the lines around the table are gone
  ConfigurationPage with(List<Variable> variables) {
    var begin = text.indexOf(BEGIN);
    var end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          "%s must have the lines\n%sand\n%s".formatted(FILE, BEGIN, END));
    }
    return new ConfigurationPage(
        text.substring(0, begin + BEGIN.length()) + table(variables) + text.substring(end));
  }

  private static String table(List<Variable> variables) {
    return variables.stream()
        .map(ConfigurationPage::row)
        .collect(
            Collectors.joining(
                "\n", "\n| variable | read by | default | meaning |\n|---|---|---|---|\n", "\n\n"));
  }

  private static String row(Variable variable) {
    var usual = variable.usual().isEmpty() ? "–" : variable.usual();
    var secret = variable.secret() ? "; a secret" : "";
    var readers = variable.readers().stream().map(Reader::shown).collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s%s |"
        .formatted(variable.name(), readers, usual, variable.meaning(), secret);
  }
}
