package io.codedeveloper.job.git;

import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/// Reads one file of a commit, following symbolic links as long as they stay inside the tree.
final class TreeReader {
  /// As many links in a row as Linux follows.
  private static final int MOST_LINKS = 40;

  private static final int LARGEST_LINK = 4096;

  private final Repository repository;
  private final ObjectId commit;

  TreeReader(Repository repository, ObjectId commit) {
    this.repository = repository;
    this.commit = commit;
  }

  Optional<TreeFile> read(String path) throws IOException {
    try (var reader = repository.newObjectReader()) {
      var entry = way(reader, path).entry();
      return entry == null ? Optional.empty() : Optional.of(content(reader, path, entry));
    }
  }

  /// Where a file of this path lies, or would lie.
  ///
  /// @throws UserErrorException when nothing can be written there
  String place(String path) throws IOException {
    try (var reader = repository.newObjectReader()) {
      var place = new TreePlace(reader, path, tree()).of(way(reader, path));
      var refusal = TreeNames.refusalOfPath(place);
      if (refusal.isPresent()) {
        throw new UserErrorException(
            "'%s' leads to '%s', which has %s. Choose another path."
                .formatted(PlainText.path(path), PlainText.path(place), refusal.get()));
      }
      requireNotTooDeep(path, place);
      return place;
    }
  }

  private static void requireNotTooDeep(String path, String place) {
    var depth = TreeLimits.usual().depth();
    if (place.split("/").length > depth) {
      throw new UserErrorException(
          "'%s' would lie in directories more than %d deep. Choose another path."
              .formatted(PlainText.path(path), depth));
    }
  }

  private ObjectId tree() throws IOException {
    return TreeContents.treeOf(repository, commit);
  }

  /// Where a path leads.
  ///
  /// @param entry what lies there; null: nothing does
  /// @param last the last thing on the way, be it the entry itself
  /// @param missing the names after it that nothing has
  record Way(@Nullable TreeEntry entry, TreeEntry last, List<String> missing) {}

  /// Walks name by name, so that a link in the middle of a path counts too.
  private Way way(ObjectReader reader, String path) throws IOException {
    var tree = tree();
    Deque<String> ahead = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
    List<String> behind = new ArrayList<>();
    var links = 0;
    var last = directory(behind);
    while (!ahead.isEmpty()) {
      var name = ahead.pop();
      if (name.equals("..")) {
        leave(behind, path);
        last = directory(behind);
        continue;
      }
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      behind.add(name);
      var entry = find(reader, tree, String.join("/", behind));
      if (entry == null) {
        ahead.push(name);
        return new Way(null, last, List.copyOf(ahead));
      }
      if (entry.isLink()) {
        if (++links > MOST_LINKS) {
          throw new UserErrorException(
              "'%s' is a symbolic link that leads round in a circle."
                  .formatted(PlainText.path(path)));
        }
        behind.removeLast();
        follow(target(reader, path, entry), path, ahead);
        last = directory(behind);
      } else {
        last = entry;
      }
    }
    return new Way(last, last, List.of());
  }

  private static TreeEntry directory(List<String> names) {
    return new TreeEntry(String.join("/", names), FileMode.TREE, ObjectId.zeroId());
  }

  private static void leave(List<String> behind, String path) {
    if (behind.isEmpty()) {
      throw out(path);
    }
    behind.removeLast();
  }

  private static void follow(String target, String path, Deque<String> ahead) {
    if (target.startsWith("/")) {
      throw out(path);
    }
    Arrays.asList(target.split("/", -1)).reversed().forEach(ahead::push);
  }

  private static UserErrorException out(String path) {
    return new UserErrorException(
        "'%s' leads out of the repository by a symbolic link. Put the file itself there."
            .formatted(PlainText.path(path)));
  }

  private static String target(ObjectReader reader, String path, TreeEntry link)
      throws IOException {
    var loader = reader.open(link.id(), Constants.OBJ_BLOB);
    if (loader.getSize() > LARGEST_LINK) {
      throw new UserErrorException(
          "'%s' is a symbolic link of %d bytes, more than %d. Put the file itself there."
              .formatted(PlainText.path(path), loader.getSize(), LARGEST_LINK));
    }
    return new String(loader.getCachedBytes(LARGEST_LINK), StandardCharsets.UTF_8);
  }

  private static @Nullable TreeEntry find(ObjectReader reader, ObjectId tree, String path)
      throws IOException {
    try (var walk = TreeWalk.forPath(reader, path, tree)) {
      return walk == null ? null : new TreeEntry(path, walk.getFileMode(0), walk.getObjectId(0));
    }
  }

  private static TreeFile content(ObjectReader reader, String asked, TreeEntry entry)
      throws IOException {
    var shown = PlainText.path(asked);
    if (entry.mode().equals(FileMode.TREE)) {
      throw new UserErrorException("'%s' is a directory. Name a file.".formatted(shown));
    }
    if (entry.isSubmodule()) {
      throw new UserErrorException(
          "'%s' is a submodule, which is not fetched. Put the file into this repository."
              .formatted(shown));
    }
    if (LfsPointer.isOne(reader, entry.id())) {
      throw new UserErrorException(
          "'%s' is kept in Git LFS, which is not fetched. Put the file itself into the repository."
              .formatted(shown));
    }
    var largest = TreeLimits.usual().largestFile();
    var loader = reader.open(entry.id(), Constants.OBJ_BLOB);
    if (loader.getSize() > largest) {
      throw new UserErrorException(
          "'%s' has %d bytes, more than %d.".formatted(shown, loader.getSize(), largest));
    }
    return new TreeFile(entry.path(), loader.getCachedBytes(Math.toIntExact(largest)));
  }
}
