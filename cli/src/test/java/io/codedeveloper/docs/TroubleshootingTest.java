package io.codedeveloper.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What people read in the page is what the program says.
final class TroubleshootingTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| \"(.+?)\" \\|(.*)\\|$");
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final int CELLS = 3;

  private final List<String> sources = sources();

  @Test
  void everySentenceOfThePageIsOneOfTheCode() {
    var unknown = new ArrayList<String>();
    var rows = ROW.matcher(page()).results().toList();
    for (var row : rows) {
      var parts = Arrays.stream(row.group(1).split("…")).map(String::strip).toList();
      if (sources.stream().noneMatch(source -> parts.stream().allMatch(source::contains))) {
        unknown.add(row.group(1));
      }
    }
    assertThat(unknown).as("nothing in the code says this").isEmpty();
    assertThat(rows).hasSizeGreaterThan(40);
  }

  @Test
  void everySentenceHasACauseAndACure() {
    for (var row : ROW.matcher(page()).results().toList()) {
      var cells = Arrays.stream(row.group(2).split("\\|")).map(String::strip).toList();
      assertThat(cells).as(row.group(1)).hasSize(CELLS).allMatch(cell -> !cell.matches("–?"));
    }
  }

  private static String page() {
    return MarkdownPage.of(Path.of("docs/troubleshooting.md")).text();
  }

  /// The product's sources, with texts that stand on several lines in one.
  private static List<String> sources() {
    try (var files = Files.walk(FaultMatrix.checkout())) {
      var all = new ArrayList<String>();
      for (var file : files.filter(TroubleshootingTest::isOfTheProduct).toList()) {
        all.add(JOINED.matcher(Files.readString(file)).replaceAll("").replace("\\\"", "\""));
      }
      return all;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isOfTheProduct(Path file) {
    return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java")
        || file.equals(FaultMatrix.checkout().resolve("dev"));
  }
}
