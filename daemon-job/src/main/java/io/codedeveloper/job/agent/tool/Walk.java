package io.codedeveloper.job.agent.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Goes through a part of the work tree in the order of names: no link followed, git's own and made
/// directories not entered.
final class Walk {
  private final Path root;
  private final SkippedDirectories skipped;
  private final BooleanSupplier enough;

  /// @param enough asked before each entry; true ends the walk
  Walk(Path root, BooleanSupplier enough) {
    this.root = root;
    this.skipped = SkippedDirectories.of(root);
    this.enough = enough;
  }

  /// What is done with an entry.
  interface Visitor {
    /// @param entered false for a directory that is not looked into
    void visit(String name, Path file, BasicFileAttributes attributes, boolean entered);
  }

  /// @param depth levels below the start; 1 is its own entries
  void below(Path start, int depth, Visitor visitor) {
    for (var file : entries(start)) {
      if (enough.getAsBoolean()) {
        return;
      }
      var attributes = attributes(file);
      var enter = attributes.isDirectory() && depth > 1 && !skipped.contains(file);
      visitor.visit(root.relativize(file).toString(), file, attributes, enter);
      if (enter) {
        below(file, depth - 1, visitor);
      }
    }
  }

  boolean isSkipped(Path directory) {
    return skipped.contains(directory);
  }

  private static List<Path> entries(Path directory) {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (var entry : entries) {
        if (!String.valueOf(entry.getFileName()).equals(".git")) {
          found.add(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Collections.sort(found);
    return found;
  }

  private static BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
