package io.codedeveloper.job.git;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Files that preparing and testing a repository makes although no ignore file names them. They
/// belong in no commit.
///
/// @param made path to object id of what was made there, [#REMOVED] where a file of the base was
///   removed; a directory of which the base has nothing ends in `/` and has an empty id
public record GeneratedFiles(Map<String, String> made) {
  static final String REMOVED = "removed";

  public GeneratedFiles {
    made = Map.copyOf(made);
  }

  public static GeneratedFiles none() {
    return new GeneratedFiles(Map.of());
  }

  /// Those of both.
  public GeneratedFiles and(GeneratedFiles others) {
    var all = new TreeMap<>(made);
    all.putAll(others.made);
    return new GeneratedFiles(all);
  }

  /// The text form, which [#parse] reads.
  public String print() {
    return new TreeMap<>(made)
        .entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().replace("\n", "") + "\n")
            .collect(Collectors.joining());
  }

  public static GeneratedFiles parse(String text) {
    return new GeneratedFiles(
        text.lines()
            .collect(
                Collectors.toMap(
                    line -> line.substring(line.indexOf(' ') + 1),
                    line -> line.substring(0, line.indexOf(' ')),
                    (first, second) -> second)));
  }

  boolean coversDirectory(String path) {
    return made.containsKey(path + "/");
  }

  /// Whether a file that the base does not have is one of them, or of a kind that is made in the
  /// same directory.
  ///
  /// @param known the paths of the base
  boolean coversNew(String path, Set<String> known) {
    return made.containsKey(path)
        || kind(path)
            .filter(
                kind -> made.keySet().stream().anyMatch(one -> kind(one).equals(Optional.of(kind))))
            .filter(kind -> known.stream().noneMatch(one -> kind(one).equals(Optional.of(kind))))
            .isPresent();
  }

  /// Whether a file of the base is still what testing made of it.
  boolean madeOf(String path, String id) {
    return id.equals(made.get(path));
  }

  /// Directory and extension; empty without extension.
  private static Optional<String> kind(String path) {
    var slash = path.lastIndexOf('/');
    var dot = path.lastIndexOf('.');
    return dot > slash + 1 && dot < path.length() - 1
        ? Optional.of(path.substring(0, slash + 1) + "*" + path.substring(dot))
        : Optional.empty();
  }
}
