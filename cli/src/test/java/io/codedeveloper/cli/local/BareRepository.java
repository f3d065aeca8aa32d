package io.codedeveloper.cli.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Repositories on disk for tests.
final class BareRepository {
  private BareRepository() {}

  /// A bare repository without any commit.
  static Path empty(Path place) throws IOException {
    try (var repository = open(place)) {
      repository.create(true);
    }
    return place;
  }

  /// A bare repository whose branch `main` has one commit with these files.
  static Path with(Path place, Map<String, String> files) throws IOException {
    empty(place);
    try (var repository = open(place);
        var objects = repository.newObjectInserter()) {
      var commit = new CommitBuilder();
      commit.setTreeId(tree(objects, files));
      var author = new PersonIdent("A", "a@example.org", Instant.ofEpochSecond(1), ZoneOffset.UTC);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("Begin\n");
      var id = objects.insert(commit);
      objects.flush();
      var main = repository.updateRef(Constants.R_HEADS + "main");
      main.setNewObjectId(id);
      main.update();
      repository.updateRef(Constants.HEAD, false).link(Constants.R_HEADS + "main");
    }
    return place;
  }

  static Repository open(Path place) throws IOException {
    return new FileRepositoryBuilder().setGitDir(place.toFile()).setBare().build();
  }

  private static ObjectId tree(ObjectInserter objects, Map<String, String> files)
      throws IOException {
    var index = DirCache.newInCore();
    var builder = index.builder();
    for (var file : new TreeMap<>(files).entrySet()) {
      var entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      var content = file.getValue().getBytes(StandardCharsets.UTF_8);
      entry.setObjectId(objects.insert(Constants.OBJ_BLOB, content));
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(objects);
  }
}
