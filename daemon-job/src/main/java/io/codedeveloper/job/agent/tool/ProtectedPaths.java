package io.codedeveloper.job.agent.tool;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Paths that the agent may read but never write: whoever controls them controls how its work is
/// built, tested or counted.
///
/// @param patterns a path, or a directory with `/**` behind; case does not matter
public record ProtectedPaths(List<String> patterns) {
  private static final String BELOW = "/**";

  public ProtectedPaths {
    patterns = patterns.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  /// What is protected in every repository, and its roadmap.
  public static ProtectedPaths standard(String roadmapPath) {
    return new ProtectedPaths(
        List.of(".github/workflows/**", "code-developer.yml", "code-developer.yaml", roadmapPath));
  }

  /// The pattern that protects a path.
  ///
  /// @param path relative, with `/`
  public Optional<String> protecting(String path) {
    var lower = path.toLowerCase(Locale.ROOT);
    return patterns.stream().filter(pattern -> matches(pattern, lower)).findFirst();
  }

  private static boolean matches(String pattern, String path) {
    if (!pattern.endsWith(BELOW)) {
      return path.equals(pattern);
    }
    var directory = pattern.substring(0, pattern.length() - BELOW.length());
    return path.equals(directory) || path.startsWith(directory + "/");
  }
}
