package io.codedeveloper.cli.demo;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;

/// A small Java library with tests and a roadmap, as a bare repository that stands for the one on a
/// host.
public final class DemoRepository {
  /// Every file of it, as it lies among this program's resources.
  private static final List<String> FILES =
      List.of(
          "README.md",
          "code-developer.yml",
          "docs/ROADMAP.md",
          "src/timesheet/Csv.java",
          "src/timesheet/Durations.java",
          "src/timesheet/Entry.java",
          "src/timesheet/Main.java",
          "src/timesheet/TimeSheet.java",
          "test.sh",
          "test/timesheet/Check.java",
          "test/timesheet/CsvTest.java",
          "test/timesheet/DurationsTest.java",
          "test/timesheet/RunTests.java",
          "test/timesheet/TimeSheetTest.java");

  private DemoRepository() {}

  /// The repository in this directory, made where it is missing.
  public static Path in(Path directory, Clock clock) {
    var place = directory.resolve("timesheet.git");
    if (RepositoryCache.FileKey.isGitRepository(place.toFile(), FS.DETECTED)) {
      return place;
    }
    try {
      Files.createDirectories(directory);
      var unfinished = Files.createTempDirectory(directory, "unfinished-");
      fill(unfinished, clock);
      return Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UserErrorException(
          "the demo's repository cannot be made in %s (%s); name a directory that you may write with --data"
              .formatted(directory, failure),
          failure);
    }
  }

  private static void fill(Path bare, Clock clock) throws IOException {
    try (var repository = open(bare)) {
      repository.create(true);
      try (var objects = repository.newObjectInserter()) {
        var commit = new CommitBuilder();
        commit.setTreeId(tree(objects));
        var author =
            new PersonIdent("Ada Demo", "ada@example.org", clock.instant(), ZoneOffset.UTC);
        commit.setAuthor(author);
        commit.setCommitter(author);
        commit.setMessage("Add up time sheets\n");
        var id = objects.insert(commit);
        objects.flush();
        point(repository, id);
      }
    }
  }

  private static void point(Repository repository, ObjectId commit) throws IOException {
    var main = repository.updateRef(Constants.R_HEADS + "main");
    main.setNewObjectId(commit);
    main.update();
    repository.updateRef(Constants.HEAD, false).link(Constants.R_HEADS + "main");
  }

  private static ObjectId tree(ObjectInserter objects) throws IOException {
    var index = DirCache.newInCore();
    var builder = index.builder();
    for (var name : FILES) {
      var entry = new DirCacheEntry(name);
      entry.setFileMode(name.endsWith(".sh") ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
      entry.setObjectId(objects.insert(Constants.OBJ_BLOB, resource("repository/" + name)));
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(objects);
  }

  static Repository open(Path bare) throws IOException {
    return new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build();
  }

  private static byte[] resource(String name) {
    try (var in = DemoRepository.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The recorded sessions, one for each priority of the roadmap.
  static String recording() {
    return new String(resource("recording.json"), StandardCharsets.UTF_8);
  }
}
