package io.codedeveloper.job.agent.tool;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Directories that hold what tools made: named in lists, never entered.
final class SkippedDirectories {
  private static final Set<String> USUAL =
      Set.of(
          "node_modules",
          "target",
          "build",
          "dist",
          "out",
          "vendor",
          "venv",
          ".venv",
          "__pycache__",
          ".gradle",
          ".m2",
          ".tox",
          ".mypy_cache",
          ".pytest_cache",
          ".idea",
          ".cache",
          "coverage");
  private static final Pattern PLAIN_NAME = Pattern.compile("/?([A-Za-z0-9._-]{1,100})/?");

  private final Set<String> names;

  private SkippedDirectories(Set<String> names) {
    this.names = names;
  }

  /// The usual ones that the repository's own ignore file does not contradict, and those that it
  /// names plainly.
  static SkippedDirectories of(Path root) {
    var ignore = new WorkTreePath(root.resolve(".gitignore"), ".gitignore");
    var lines =
        ignore
                .attributes()
                .filter(found -> found.isRegularFile() && found.size() <= TextFile.LARGEST)
                .isPresent()
            ? TextFile.read(ignore).map(TextFile::text).orElse("")
            : "";
    Set<String> named =
        lines
            .lines()
            .map(line -> PLAIN_NAME.matcher(line.strip()))
            .filter(java.util.regex.Matcher::matches)
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(HashSet::new));
    named.addAll(USUAL);
    return new SkippedDirectories(named);
  }

  boolean contains(Path directory) {
    return names.contains(String.valueOf(directory.getFileName()));
  }
}
