package io.codedeveloper.job.git;

import io.codedeveloper.file.RepositoryFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Reads trees as a whole.
final class TreeContents {
  /// With what a commit begins, before the object id of its tree.
  private static final String TREE_LINE = "tree ";

  private static final int LARGEST_COMMIT = 16 << 20;

  private TreeContents() {}

  /// Every file, link and submodule of a commit or tree by its path, without those whose path is
  /// not UTF-8.
  static NavigableMap<String, TreeEntry> of(Repository repository, ObjectId commit)
      throws IOException {
    var found = new TreeMap<String, TreeEntry>();
    try (var reader = repository.newObjectReader()) {
      collect(reader, treeOf(repository, commit), "", found);
    }
    return found;
  }

  /// The same with the sizes of the files.
  static List<RepositoryFile> listed(Repository repository, ObjectId commit) throws IOException {
    try (var reader = repository.newObjectReader()) {
      var listed = new ArrayList<RepositoryFile>();
      for (var entry : of(repository, commit).values()) {
        var regular =
            !entry.isLink() && !entry.isSubmodule() && !LfsPointer.isOne(reader, entry.id());
        var size = regular ? reader.getObjectSize(entry.id(), Constants.OBJ_BLOB) : 0;
        listed.add(new RepositoryFile(entry.path(), entry.id().name(), size, regular));
      }
      return listed;
    }
  }

  private static void collect(
      ObjectReader reader, ObjectId tree, String prefix, TreeMap<String, TreeEntry> found)
      throws IOException {
    for (var entry = new CanonicalTreeParser(null, reader, tree); !entry.eof(); entry.next()) {
      var name = new byte[entry.getNameLength()];
      entry.getName(name, 0);
      var text = TreeEntry.text(name, name.length);
      if (text.isEmpty()) {
        continue;
      }
      var path = prefix + text.get();
      if (entry.getEntryFileMode().equals(FileMode.TREE)) {
        collect(reader, entry.getEntryObjectId(), path + "/", found);
      } else {
        found.put(path, new TreeEntry(path, entry.getEntryFileMode(), entry.getEntryObjectId()));
      }
    }
  }

  /// The tree of a commit; a tree itself.
  static ObjectId treeOf(Repository repository, ObjectId commit) throws IOException {
    try (var reader = repository.newObjectReader()) {
      var object = reader.open(commit);
      return switch (object.getType()) {
        case Constants.OBJ_TREE -> commit;
        case Constants.OBJ_COMMIT -> treeOfCommit(object.getCachedBytes(LARGEST_COMMIT), commit);
        default -> throw new IncorrectObjectTypeException(commit, Constants.TYPE_TREE);
      };
    }
  }

  private static ObjectId treeOfCommit(byte[] content, ObjectId commit)
      throws CorruptObjectException {
    try {
      return ObjectId.fromString(content, TREE_LINE.length());
    } catch (InvalidObjectIdException damaged) {
      throw new CorruptObjectException(commit.name() + " names no tree", damaged);
    }
  }

  /// Checks that every object of a commit's tree is there; what exceeds the limits is not looked
  /// at.
  ///
  /// @throws MissingObjectException when one is not
  static void requireComplete(Repository repository, ObjectId commit, TreeLimits limits)
      throws IOException {
    try (var reader = repository.newObjectReader();
        var walk = new TreeWalk(reader)) {
      walk.addTree(treeOf(repository, commit));
      long entries = 0;
      while (walk.next() && ++entries <= limits.entries()) {
        if (walk.isSubtree()) {
          if (walk.getDepth() < limits.depth()) {
            walk.enterSubtree();
          }
        } else if (!walk.getFileMode(0).equals(FileMode.GITLINK)
            && !reader.has(walk.getObjectId(0))) {
          throw new MissingObjectException(walk.getObjectId(0), Constants.OBJ_BLOB);
        }
      }
    }
  }
}
