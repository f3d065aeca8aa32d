package io.codedeveloper.job.toolchain;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds out how a repository is prepared and tested.
///
/// What `code-developer.yml` says comes first. Where it is silent, the first that recognises its
/// files decides, in this order: Maven, npm, Python, make. `language` in the file leaves only one
/// of them.
public final class Detection {
  private static final Map<String, Detector> DETECTORS = detectors();

  /// What `language` may be, in the order of detection.
  static final List<String> LANGUAGES = List.copyOf(DETECTORS.keySet());

  private Detection() {}

  /// @param tree the work tree as it was checked out
  public static Toolchain of(Path tree, ProjectConfiguration configuration) {
    Optional<Toolchain.Found> detected =
        DETECTORS.entrySet().stream()
            .filter(entry -> configuration.language().map(entry.getKey()::equals).orElse(true))
            .map(entry -> entry.getValue().detect(tree))
            .flatMap(Optional::stream)
            .findFirst();
    Optional<String> test = configuration.test();
    if (test.isPresent() && test.orElseThrow().isEmpty()) {
      return new Toolchain.NotFound(ProjectConfiguration.FILE + " says that there are no tests");
    }
    if (test.isPresent()) {
      return configured(test.orElseThrow(), configuration, detected);
    }
    return detected
        .<Toolchain>map(found -> withSetup(found, configuration))
        .orElseGet(() ->
            new Toolchain.NotFound(
                "no way to test was found; say one in "
                    + ProjectConfiguration.FILE
                    + ", for instance 'test: make check'"));
  }

  private static Toolchain.Found configured(
      String test, ProjectConfiguration configuration, Optional<Toolchain.Found> detected) {
    Toolchain.Found found =
        new Toolchain.Found(
            detected.map(Toolchain.Found::setup).orElse(""),
            test,
            detected.map(Toolchain.Found::environment).orElse(Map.of()),
            detected.map(Toolchain.Found::filesInTree).orElse(false),
            ProjectConfiguration.FILE);
    return withSetup(found, configuration);
  }

  /// Nobody knows where a command of the repository's own puts its files.
  private static Toolchain.Found withSetup(
      Toolchain.Found found, ProjectConfiguration configuration) {
    return configuration
        .setup()
        .map(setup ->
            new Toolchain.Found(setup, found.test(), found.environment(), true, found.how()))
        .orElse(found);
  }

  private static Map<String, Detector> detectors() {
    Map<String, Detector> detectors = new LinkedHashMap<>();
    detectors.put("maven", new MavenDetector());
    detectors.put("npm", new NpmDetector());
    detectors.put("python", new PythonDetector());
    detectors.put("make", new MakeDetector());
    return detectors;
  }
}
