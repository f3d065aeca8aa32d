package io.codedeveloper.job.agent.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A path that a tool may touch: relative, inside the work tree, not git's own, and reached without
/// any symbolic link.
///
/// @param file where it lies on disk
/// @param name relative to the work tree, with `/`; empty for the work tree itself
record WorkTreePath(Path file, String name) {
  private static final int LONGEST = 1_000;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}]");

  /// Checks a path as the model wrote it.
  ///
  /// @throws RefusedException when it is not such a path
  static WorkTreePath of(Path root, String given) {
    var text = given.strip();
    if (text.length() > LONGEST) {
      throw new RefusedException("the path is longer than " + LONGEST + " characters");
    }
    if (text.startsWith("/")
        || text.startsWith("~")
        || text.contains("\\")
        || text.contains(":/")) {
      throw new RefusedException(
          "\""
              + text
              + "\" is not a relative path; paths are relative to the work tree, with / between names");
    }
    var names =
        List.of(text.split("/")).stream()
            .filter(each -> !each.isEmpty() && !each.equals("."))
            .toList();
    var file = root;
    for (var name : names) {
      requireOrdinary(text, name);
      refuseLink(file, root);
      file = file.resolve(name);
    }
    refuseLink(file, root);
    return new WorkTreePath(file, String.join("/", names));
  }

  private static void requireOrdinary(String text, String name) {
    if (name.equals("..")) {
      throw new RefusedException("\"" + text + "\" leaves the work tree; \"..\" is not allowed");
    }
    if (INVISIBLE.matcher(name).find()) {
      throw new RefusedException("the path has a control or invisible character in it");
    }
    var plain = name.toLowerCase(Locale.ROOT).replaceAll("[. ]{1,50}$", "");
    if (plain.equals(".git") || plain.startsWith("git~")) {
      throw new RefusedException("\"" + text + "\" belongs to git; its own files are out of reach");
    }
  }

  private static void refuseLink(Path file, Path root) {
    if (!file.equals(root) && Files.isSymbolicLink(file)) {
      throw new RefusedException(
          "\"" + root.relativize(file) + "\" is a symbolic link; links are never followed");
    }
  }

  /// What lies there; empty when nothing does.
  Optional<BasicFileAttributes> attributes() {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      if (e instanceof java.nio.file.FileSystemException refused
          && String.valueOf(refused.getReason()).contains("Not a directory")) {
        return Optional.empty();
      }
      throw new UncheckedIOException(e);
    }
  }

  /// The same path, which must be a regular file: a pipe or device is never opened.
  WorkTreePath requireFile() {
    var found =
        attributes()
            .orElseThrow(() ->
                new RefusedException(
                    "there is no file \"" + name + "\"; list_files shows what there is"));
    if (found.isDirectory()) {
      throw new RefusedException("\"" + name + "\" is a directory; use list_files");
    }
    if (!found.isRegularFile()) {
      throw new RefusedException(
          "\"" + name + "\" is neither a file nor a directory; it is not opened");
    }
    return this;
  }

  /// The work tree.
  Path root() {
    var root = file;
    for (var each : name.isEmpty() ? List.<String>of() : List.of(name.split("/"))) {
      root =
          java.util.Objects.requireNonNull(root.getParent(), () -> each + " lies in the work tree");
    }
    return root;
  }

  /// What people call it.
  String display() {
    return name.isEmpty() ? "." : name;
  }
}
