package io.codedeveloper.job.toolchain;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A `pom.xml`, built with its wrapper where there is one.
///
/// Maven knows what it needs only while it works (`dependency:go-offline` misses what plugins load
/// late, the test runner among it), so setup is a test run whose failures do not matter.
final class MavenDetector implements Detector {
  @Override
  public Optional<Toolchain.Found> detect(Path tree) {
    if (!TreeFiles.isFile(tree, "pom.xml")) {
      return Optional.empty();
    }
    String maven = TreeFiles.isFile(tree, "mvnw") ? "sh ./mvnw" : "mvn";
    return Optional.of(
        new Toolchain.Found(
            maven + " -B -q -Dmaven.test.failure.ignore=true test",
            maven + " -B -o test",
            Map.of(),
            false,
            "detected from pom.xml"));
  }
}
