package io.codedeveloper.platform.google.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Google's emulators as gcloud has installed them; `gcloud` is looked for on the PATH.
final class EmulatorInstallation {
  /// Set to `required`, a missing emulator fails the test instead of skipping it.
  static final String VARIABLE = "CODE_DEVELOPER_EMULATORS";

  private EmulatorInstallation() {}

  /// The jar of an emulator.
  ///
  /// Where it is not installed, the test that asks is skipped, with a line that says so.
  ///
  /// @param directory below gcloud's `platform`
  /// @param component its name for `gcloud components install`
  /// @throws IllegalStateException when it is not installed, and required
  static Path jar(String directory, String component) {
    var jar = gcloud().flatMap(root -> find(root.resolve("platform").resolve(directory)));
    return jar.orElseGet(() -> missing(component));
  }

  private static Path missing(String component) {
    var message =
        "Google's emulator %s is not installed; install it with: gcloud components install %s"
            .formatted(component, component);
    if ("required".equals(System.getenv(VARIABLE))) {
      throw new IllegalStateException(message);
    }
    System.err.println("SKIPPED, NOT TESTED: " + message);
    return Assumptions.abort(message);
  }

  private static Optional<Path> gcloud() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "gcloud"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(EmulatorInstallation::root);
  }

  /// The program is a link from a folder of the PATH to `bin` of the installation.
  private static Path root(Path program) {
    try {
      return program.toRealPath().resolve("../..").normalize();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<Path> find(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (var files = Files.walk(directory, 2)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().findFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
