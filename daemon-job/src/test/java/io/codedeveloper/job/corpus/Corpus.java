package io.codedeveloper.job.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Test data that may lie beside a clone, in `shared/corpus`; nothing needs it.
public final class Corpus {
  private Corpus() {}

  /// A file or directory of the corpus, where there is one.
  public static Optional<Path> find(String name) {
    for (var above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
      var found = above.resolve("shared/corpus").resolve(name);
      if (Files.exists(found)) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
