package io.codedeveloper.job.git;

import io.codedeveloper.job.git.TreeReader.Way;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Tells where in a tree a file can be written so that nothing else loses its place.
final class TreePlace {
  private final ObjectReader reader;
  private final String asked;
  private final ObjectId tree;

  /// @param asked the path as it was asked for, for people
  TreePlace(ObjectReader reader, String asked, ObjectId tree) {
    this.reader = reader;
    this.asked = PlainText.path(asked);
    this.tree = tree;
  }

  /// @throws UserErrorException when something else has the place
  String of(Way way) throws IOException {
    var entry = way.entry();
    if (entry == null) {
      return ofNew(way.last(), way.missing());
    }
    if (isDirectory(entry)) {
      throw new UserErrorException("'%s' is a directory. Name a file.".formatted(asked));
    }
    requireNoSubmodule(entry);
    return entry.path();
  }

  private String ofNew(TreeEntry last, List<String> missing) throws IOException {
    requireNoSubmodule(last);
    if (!isDirectory(last)) {
      throw new UserErrorException(
          "'%s' is a file, so that nothing can lie in it. Choose another path."
              .formatted(PlainText.path(last.path())));
    }
    if (missing.contains("..")) {
      throw new UserErrorException(
          "'%s' is a symbolic link that leads to nothing. Put the file itself there."
              .formatted(asked));
    }
    var same = sameButForCase(last.path(), missing.getFirst());
    if (same.isPresent()) {
      throw new UserErrorException(
          "'%s' differs from '%s' only in case or in the composition of letters, which some systems take for the same. Choose another name."
              .formatted(asked, PlainText.path(same.get())));
    }
    var names = new ArrayList<String>();
    if (!last.path().isEmpty()) {
      names.add(last.path());
    }
    missing.stream().filter(name -> !name.isEmpty() && !name.equals(".")).forEach(names::add);
    return String.join("/", names);
  }

  private static boolean isDirectory(TreeEntry entry) {
    return entry.mode().equals(FileMode.TREE);
  }

  private static void requireNoSubmodule(TreeEntry entry) {
    if (entry.isSubmodule()) {
      throw new UserErrorException(
          "'%s' is a submodule, which is not fetched. Choose another path."
              .formatted(PlainText.path(entry.path())));
    }
  }

  private Optional<String> sameButForCase(String directory, String name) throws IOException {
    var folded = TreeNames.folded(name);
    for (var entry = entries(directory); !entry.eof(); entry.next()) {
      var other = new byte[entry.getNameLength()];
      entry.getName(other, 0);
      var text =
          TreeEntry.text(other, other.length).filter(one -> TreeNames.folded(one).equals(folded));
      if (text.isPresent()) {
        return text.map(found -> directory.isEmpty() ? found : directory + "/" + found);
      }
    }
    return Optional.empty();
  }

  private CanonicalTreeParser entries(String directory) throws IOException {
    if (directory.isEmpty()) {
      return new CanonicalTreeParser(null, reader, tree);
    }
    try (var walk = TreeWalk.forPath(reader, directory, tree)) {
      if (walk == null) {
        throw new IllegalStateException("no directory '" + directory + "'");
      }
      return new CanonicalTreeParser(null, reader, walk.getObjectId(0));
    }
  }
}
