package io.codedeveloper.job.toolchain;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A makefile with a target `test` or `check`; one that `configure` makes has `check`.
final class MakeDetector implements Detector {
  @Override
  public Optional<Toolchain.Found> detect(Path tree) {
    Optional<String> makefile =
        Stream.of("GNUmakefile", "makefile", "Makefile")
            .filter(file -> TreeFiles.isFile(tree, file))
            .findFirst();
    Optional<Toolchain.Found> written = makefile.flatMap(file -> inMakefile(tree, file));
    if (written.isPresent()) {
      return written;
    }
    // A GNUmakefile may stand before the one that configure makes, without targets of its own.
    boolean configured =
        TreeFiles.isFile(tree, "configure") && TreeFiles.isFile(tree, "Makefile.in");
    return configured
        ? Optional.of(found("{ [ -f Makefile ] || sh ./configure; } && make check", "configure"))
        : Optional.empty();
  }

  private static Optional<Toolchain.Found> inMakefile(Path tree, String makefile) {
    String text = TreeFiles.text(tree, makefile).orElse("");
    return Stream.of("test", "check")
        .filter(target -> hasTarget(text, target))
        .findFirst()
        .map(target -> found("make " + target, makefile));
  }

  private static Toolchain.Found found(String test, String file) {
    return new Toolchain.Found("", test, Map.of(), false, "detected from " + file);
  }

  /// `test:` and `build test: …`, but not `test := …`.
  private static boolean hasTarget(String text, String target) {
    return text.lines()
        .filter(line -> !line.startsWith("\t") && !line.startsWith("#") && line.indexOf(':') > 0)
        .filter(line -> !line.startsWith("=", line.indexOf(':') + 1))
        .filter(line -> !line.startsWith(":=", line.indexOf(':') + 1))
        .map(line -> line.substring(0, line.indexOf(':')).strip().split("\\s+"))
        .anyMatch(targets -> Stream.of(targets).anyMatch(target::equals));
  }
}
