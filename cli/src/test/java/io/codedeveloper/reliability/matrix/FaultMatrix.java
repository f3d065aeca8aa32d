package io.codedeveloper.reliability.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The rows of `docs/reference/fault-matrix.md`, in its order.
public record FaultMatrix(List<Row> rows) {
  private static final String FILE = "docs/reference/fault-matrix.md";
  private static final int COLUMNS = 5;

  /// A fault and what must come of it.
  ///
  /// @param missing the part that does not exist yet, without which the row cannot be tested; empty
  ///   where a test must prove the row
  public record Row(String id, String section, String fault, String outcome, String missing) {
    /// True when no test can be asked for.
    public boolean isExcused() {
      return !missing.isEmpty();
    }
  }

  /// The matrix of a checkout.
  public static FaultMatrix in(Path checkout) {
    try {
      return parse(Files.readAllLines(checkout.resolve(FILE)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static FaultMatrix parse(List<String> lines) {
    var rows = new ArrayList<Row>();
    var section = "";
    for (var line : lines) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      }
      var cells = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
      if (cells.size() == COLUMNS + 2 && cells.get(1).matches("[A-Z]\\d+")) {
        rows.add(new Row(cells.get(1), section, cells.get(2), cells.get(3), cells.get(5)));
      }
    }
    return new FaultMatrix(List.copyOf(rows));
  }

  /// The checkout that this class was compiled in.
  public static Path checkout() {
    var classes =
        Path.of(
            java.net.URI.create(
                FaultMatrix.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    return classes.resolve("../../..").normalize();
  }
}
