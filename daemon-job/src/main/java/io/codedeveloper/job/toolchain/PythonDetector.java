package io.codedeveloper.job.toolchain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Python tests that pytest finds (those of unittest are among them).
///
/// The environment lies in HOME, outside the work tree. The package itself is tested from the work
/// tree: `python -m` and PYTHONPATH put it before what was installed for the sake of its
/// dependencies.
final class PythonDetector implements Detector {
  private static final String PYTHON = "\"$HOME/.venv/bin/python\"";
  private static final String INSTALL = PYTHON + " -m pip install -q --disable-pip-version-check ";
  private static final List<String> REQUIREMENTS =
      List.of(
          "requirements.txt",
          "requirements-dev.txt",
          "requirements-test.txt",
          "requirements_dev.txt",
          "requirements_test.txt",
          "dev-requirements.txt",
          "test-requirements.txt",
          "requirements/dev.txt",
          "requirements/test.txt");

  @Override
  public Optional<Toolchain.Found> detect(Path tree) {
    Optional<String> sign = sign(tree);
    return sign.map(file ->
        new Toolchain.Found(
            setup(tree),
            PYTHON + " -m pytest -q -p no:cacheprovider",
            Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONPATH", "src"),
            false,
            "detected from " + file));
  }

  private static Optional<String> sign(Path tree) {
    Stream<String> configured =
        Stream.of("pytest.ini", "conftest.py", "tests/conftest.py")
            .filter(file -> TreeFiles.isFile(tree, file));
    Stream<String> sections =
        Stream.of("pyproject.toml", "setup.cfg", "tox.ini")
            .filter(file -> TreeFiles.text(tree, file).orElse("").contains("pytest"));
    Stream<String> tests =
        Stream.of("tests", "test", ".")
            .flatMap(folder -> TreeFiles.names(tree, folder).map(name -> folder + "/" + name))
            .filter(PythonDetector::isTest)
            .map(file -> file.startsWith("./") ? file.substring(2) : file);
    return Stream.of(configured, sections, tests).flatMap(files -> files).findFirst();
  }

  private static boolean isTest(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return name.endsWith(".py") && (name.startsWith("test_") || name.endsWith("_test.py"));
  }

  private static String setup(Path tree) {
    List<String> steps = new ArrayList<>();
    steps.add("python3 -m venv --system-site-packages \"$HOME/.venv\"");
    REQUIREMENTS.stream()
        .filter(file -> TreeFiles.isFile(tree, file))
        .forEach(file -> steps.add(INSTALL + "-r " + file));
    if (isPackage(tree)) {
      // A copy, because building leaves files beside the sources.
      steps.add("cp -R . \"$TMPDIR/source\"");
      steps.add(INSTALL + "\"$TMPDIR/source" + extras(tree) + "\"");
    }
    steps.add("{ " + PYTHON + " -c 'import pytest' 2>/dev/null || " + INSTALL + "pytest; }");
    return String.join(" && ", steps);
  }

  private static boolean isPackage(Path tree) {
    String project = TreeFiles.text(tree, "pyproject.toml").orElse("");
    return TreeFiles.isFile(tree, "setup.py")
        || project.contains("[build-system]")
        || project.contains("[project]");
  }

  /// The optional dependencies that by their name are for tests.
  private static String extras(Path tree) {
    List<String> found = new ArrayList<>();
    boolean inSection = false;
    for (String raw : TreeFiles.text(tree, "pyproject.toml").orElse("").lines().toList()) {
      String line = raw.strip();
      if (line.startsWith("[")) {
        inSection = line.equals("[project.optional-dependencies]");
      }
      String key = line.split("=", 2)[0].strip();
      if (inSection && List.of("test", "tests", "testing", "dev").contains(key)) {
        found.add(key);
      }
    }
    return found.isEmpty() ? "" : "[" + String.join(",", found) + "]";
  }
}
