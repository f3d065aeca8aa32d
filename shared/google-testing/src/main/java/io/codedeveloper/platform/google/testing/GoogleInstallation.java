package io.codedeveloper.platform.google.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Google's programs on this machine: `gcloud`, which is looked for on the PATH, and the emulators
/// that it has installed.
///
/// Where one is not installed, the test that asks for it is skipped, with a line that says so; it
/// fails where they are required.
public final class GoogleInstallation {
  /// Set to `required`, what is missing fails the test instead of skipping it.
  private static final String VARIABLE = "CODE_DEVELOPER_EMULATORS";

  private GoogleInstallation() {}

  /// Whether nothing may be skipped.
  public static boolean isRequired() {
    return "required".equals(System.getenv(VARIABLE));
  }

  /// Ends the test where there is no gcloud.
  ///
  /// @throws IllegalStateException when it is not installed, and required
  public static void assumeGcloud() {
    if (gcloud().isEmpty()) {
      throw missing("gcloud is not installed (cloud.google.com/sdk/docs/install)");
    }
  }

  /// The jar of an emulator.
  ///
  /// @param directory below gcloud's `platform`
  /// @param component its name for `gcloud components install`
  /// @throws IllegalStateException when it is not installed, and required
  static Path emulator(String directory, String component) {
    return gcloud()
        .map(GoogleInstallation::root)
        .flatMap(root -> jar(root.resolve("platform").resolve(directory)))
        .orElseThrow(() ->
            missing(
                "Google's emulator %s is not installed; install it with: gcloud components install %s"
                    .formatted(component, component)));
  }

  private static IllegalStateException missing(String message) {
    if (isRequired()) {
      return new IllegalStateException(message);
    }
    System.err.println("SKIPPED, NOT TESTED: " + message);
    return Assumptions.abort(message);
  }

  private static Optional<Path> gcloud() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "gcloud"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// The program is a link from a folder of the PATH to `bin` of the installation.
  private static Path root(Path program) {
    try {
      return program.toRealPath().resolve("../..").normalize();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<Path> jar(Path directory) {
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
