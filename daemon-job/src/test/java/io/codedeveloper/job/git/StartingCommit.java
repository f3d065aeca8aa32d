package io.codedeveloper.job.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;

/// A commit with everything in it that git knows.
final class StartingCommit {
  /// What Git LFS keeps in the place of a large file.
  static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a".repeat(64) + "\nsize 5\n";

  private static final List<Entry> FILES =
      List.of(
          new Entry("src/a.txt", FileMode.REGULAR_FILE, "one\ntwo\nthree\n"),
          new Entry("crlf.txt", FileMode.REGULAR_FILE, "a\r\nb\r\n"),
          new Entry("big.bin", FileMode.REGULAR_FILE, POINTER),
          new Entry(".gitignore", FileMode.REGULAR_FILE, "target/\n*.log\n!keep.log\n"),
          new Entry("kept.log", FileMode.REGULAR_FILE, "tracked although ignored\n"),
          new Entry("bin/run", FileMode.EXECUTABLE_FILE, "#!/bin/sh\n"),
          new Entry("link", FileMode.SYMLINK, "src/a.txt"),
          new Entry("out", FileMode.SYMLINK, "/etc/passwd"));

  private StartingCommit() {}

  /// Puts it into a repository.
  static CommitId in(Repository server) throws IOException {
    try (var inserter = server.newObjectInserter()) {
      var index = DirCache.newInCore();
      var builder = index.builder();
      var module = new DirCacheEntry("module");
      module.setFileMode(FileMode.GITLINK);
      module.setObjectId(ObjectId.fromString("1".repeat(40)));
      builder.add(module);
      for (var file : FILES) {
        var entry = new DirCacheEntry(file.path());
        entry.setFileMode(file.mode());
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.content().getBytes(UTF_8)));
        builder.add(entry);
      }
      builder.finish();
      var commit = new CommitBuilder();
      var ada = new PersonIdent("Ada", "ada@example.org", Remotes.NOW, ZoneOffset.UTC);
      commit.setTreeId(index.writeTree(inserter));
      commit.setAuthor(ada);
      commit.setCommitter(ada);
      commit.setMessage("Start\n");
      var id = inserter.insert(commit);
      inserter.flush();
      return JGitRemoteRepository.id(id);
    }
  }

  private record Entry(String path, FileMode mode, String content) {}
}
