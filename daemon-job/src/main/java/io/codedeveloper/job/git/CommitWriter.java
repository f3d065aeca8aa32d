package io.codedeveloper.job.git;

import io.codedeveloper.job.git.WorkTree.Commit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/// Writes trees and commits straight into the cache: the base's tree and exactly the given paths.
final class CommitWriter {
  private final Repository repository;
  private final Path root;
  private final ObjectId base;
  private final NavigableMap<String, TreeEntry> baseEntries;
  private final TreeLimits limits;

  CommitWriter(
      Repository repository,
      Path root,
      ObjectId base,
      NavigableMap<String, TreeEntry> baseEntries,
      TreeLimits limits) {
    this.repository = repository;
    this.root = root;
    this.base = base;
    this.baseEntries = baseEntries;
    this.limits = limits;
  }

  ObjectId commit(Commit commit, Collection<String> paths, List<ObjectId> parents)
      throws IOException {
    try (var inserter = repository.newObjectInserter()) {
      var builder = new CommitBuilder();
      var person =
          new PersonIdent(commit.authorName(), commit.authorEmail(), commit.at(), ZoneOffset.UTC);
      builder.setTreeId(tree(inserter, paths));
      builder.setParentIds(parents);
      builder.setAuthor(person);
      builder.setCommitter(person);
      builder.setEncoding(StandardCharsets.UTF_8);
      builder.setMessage(message(commit));
      var id = inserter.insert(builder);
      inserter.flush();
      return id;
    }
  }

  /// The tree that a commit of these paths has.
  ObjectId tree(ObjectInserter inserter, Collection<String> paths) throws IOException {
    try (var reader = repository.newObjectReader()) {
      var index = DirCache.newInCore();
      var builder = index.builder();
      builder.addTree(new byte[0], 0, reader, TreeContents.treeOf(repository, base));
      builder.finish();
      var editor = index.editor();
      for (var path : new TreeSet<>(paths)) {
        editor.add(edit(reader, inserter, path));
      }
      editor.finish();
      var tree = index.writeTree(inserter);
      inserter.flush();
      return tree;
    }
  }

  private DirCacheEditor.PathEdit edit(ObjectReader reader, ObjectInserter inserter, String path)
      throws IOException {
    var before = Optional.ofNullable(baseEntries.get(path));
    requireCommittable(path, before);
    return switch (WorkFile.at(root, path, before, limits)) {
      case WorkFile.Absent absent -> {
        if (before.isEmpty()) {
          throw new IllegalArgumentException(
              "neither the base nor the work tree has '" + path + "'");
        }
        yield new DirCacheEditor.DeletePath(path);
      }
      case WorkFile.Unfit unfit ->
          throw new UncommittableException(
              "'%s' cannot be committed: it is %s. Remove it."
                  .formatted(PlainText.path(path), unfit.reason()));
      case WorkFile.Fit fit -> {
        var entry = fit.entry(inserter);
        requirePointerKept(reader, inserter, before, entry);
        yield put(entry);
      }
    };
  }

  private static void requireCommittable(String path, Optional<TreeEntry> before) {
    if (TreeNames.refusalOfPath(path).isPresent()) {
      throw new IllegalArgumentException("not a path of a work tree: '" + path + "'");
    }
    if (before.isPresent() && before.get().isSubmodule()) {
      throw new UncommittableException(
          "'%s' is a submodule and cannot be changed here.".formatted(PlainText.path(path)));
    }
  }

  /// Where large files are kept elsewhere, a file put in place of its pointer would never reach
  /// that place.
  private static void requirePointerKept(
      ObjectReader reader, ObjectInserter inserter, Optional<TreeEntry> before, TreeEntry after)
      throws IOException {
    if (before.isEmpty() || before.get().isLink() || before.get().id().equals(after.id())) {
      return;
    }
    inserter.flush();
    if (LfsPointer.isOne(reader, before.get().id())) {
      throw new UncommittableException(
          "'%s' is kept in Git LFS, and changing such files is not supported. Leave it as it is."
              .formatted(PlainText.path(after.path())));
    }
  }

  private static DirCacheEditor.PathEdit put(TreeEntry entry) {
    return new DirCacheEditor.PathEdit(entry.path()) {
      @Override
      public void apply(DirCacheEntry cached) {
        cached.setFileMode(entry.mode());
        cached.setObjectId(entry.id());
      }
    };
  }

  private static String message(Commit commit) {
    var text = new StringBuilder(commit.message().replace("\r", "").strip()).append('\n');
    if (!commit.trailers().isEmpty()) {
      text.append('\n');
      commit
          .trailers()
          .forEach((name, value) ->
              text.append(name).append(": ").append(PlainText.line(value)).append('\n'));
    }
    return text.toString();
  }
}
