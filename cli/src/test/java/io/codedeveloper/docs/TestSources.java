package io.codedeveloper.docs;

import io.codedeveloper.reliability.matrix.FaultMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The tests of the checkout, as pages name them.
///
/// @param texts of the sources, by the names of their classes; those of the same name one after the
///   other
record TestSources(Map<String, String> texts) {
  static TestSources ofTheCheckout() {
    var texts = new HashMap<String, String>();
    try (var files = Files.walk(FaultMatrix.checkout())) {
      for (var file : files.filter(TestSources::isATest).toList()) {
        var name = file.getFileName().toString().replace(".java", "");
        texts.merge(name, Files.readString(file), String::concat);
      }
      return new TestSources(texts);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isATest(Path file) {
    return file.toString().contains("/src/test/java/") && file.toString().endsWith(".java");
  }

  /// Whether there is a class of this name that tests something.
  boolean has(String name) {
    return texts
        .getOrDefault(name, "")
        .matches("(?s).*(@Test|@ParameterizedTest|@ArchTest|implements \\w*Contract).*");
  }

  /// Whether one of its methods has this name.
  boolean has(String name, String method) {
    return has(name) && texts.getOrDefault(name, "").matches("(?s).*void " + method + "\\(.*");
  }

  /// Whether there is such a run of Terraform's tests.
  static boolean hasRun(String file, String run) {
    var path = FaultMatrix.checkout().resolve("terraform/tests/" + file + ".tftest.hcl");
    try {
      return Files.exists(path) && Files.readString(path).contains("run \"" + run + "\"");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
