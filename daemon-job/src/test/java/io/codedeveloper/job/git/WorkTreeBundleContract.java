package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the bundle of a work tree brings back, here and elsewhere.
abstract class WorkTreeBundleContract {
  RemoteHarness harness;
  RemoteRepository remote;
  WorkTree tree;

  /// A remote whose main has these files.
  abstract RemoteHarness harness(Map<String, String> files) throws IOException;

  @BeforeEach
  final void checkOut() throws IOException {
    harness = harness(Map.of("README.md", "Hello\n"));
    remote = harness.remote();
    harness.forcePush("main", StartingCommit.in(harness.server()));
    tree = remote.checkOut(remote.fetch("main"), harness.place("work"));
  }

  @AfterEach
  final void close() {
    harness.close();
  }

  @Test
  void bundleRestoresFilesLinksModesAndDeletions() throws IOException {
    write("src/a.txt", "changed\n");
    write("new/deep/file.txt", "new\n");
    Files.delete(tree.root().resolve("kept.log"));
    Files.setPosixFilePermissions(
        tree.root().resolve("crlf.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(tree.root().resolve("made"), path("src/a.txt"));
    var bundle = tree.bundle(Remotes.NOW);
    var wanted = contents(tree.root());
    assertThat(bundle.length).isLessThan(2000);

    var other = remote.checkOut(tree.base(), harness.place("again"));
    Files.writeString(other.root().resolve("stray.txt"), "stray");
    Files.createDirectories(other.root().resolve("target"));
    Files.writeString(other.root().resolve("target/kept"), "ignored files stay");
    other.restore(bundle);

    assertThat(other.changes()).isEqualTo(tree.changes());
    wanted.put("target/kept", "ignored files stay");
    assertThat(contents(other.root())).isEqualTo(wanted);
    assertThat(Files.isSymbolicLink(other.root().resolve("made"))).isTrue();
  }

  @Test
  void bundleOfNothingRestoresTheBase() throws IOException {
    var bundle = tree.bundle(Remotes.NOW);
    write("src/a.txt", "changed\n");
    write("new.txt", "new\n");
    tree.restore(bundle);
    assertThat(tree.changes()).isEmpty();
    assertThat(tree.root().resolve("new.txt")).doesNotExist();
  }

  @Test
  void bundleIsRestoredOnAnotherMachineThatFetchesTheBase() throws IOException {
    write("src/a.txt", "changed\n");
    var bundle = tree.bundle(Remotes.NOW);
    harness.somebodyCommits("main", Map.of("z.txt", "z"));
    try (var elsewhere = harness.elsewhere()) {
      elsewhere.fetch("main");
      assertThat(elsewhere.fetchCommit(tree.base(), "main")).isTrue();
      var again = elsewhere.checkOut(tree.base(), harness.place("elsewhere"));
      again.restore(bundle);
      assertThat(again.changes()).isEqualTo(tree.changes());
    }
  }

  @Test
  void whatIsNoBundleOrOfAnotherBaseIsRefused() throws IOException {
    assertThatThrownBy(() -> tree.restore("nonsense".getBytes("UTF-8")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("cannot be unpacked");
    harness.somebodyCommits("main", Map.of("z.txt", "z"));
    var later = remote.checkOut(remote.fetch("main"), harness.place("later"));
    var bundle = later.bundle(Remotes.NOW);
    assertThatThrownBy(() -> tree.restore(bundle))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("made on another commit");
  }

  final Path path(String text) {
    return tree.root().getFileSystem().getPath(text);
  }

  final void write(String path, String content) throws IOException {
    var file = tree.root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  final List<String> paths() {
    return tree.changes().stream().map(Change::path).toList();
  }

  private static Map<String, String> contents(Path root) throws IOException {
    var found = new HashMap<String, String>();
    try (var files = Files.walk(root)) {
      for (var file : files.filter(each -> !Files.isDirectory(each)).toList()) {
        var text =
            Files.isSymbolicLink(file)
                ? "-> " + Files.readSymbolicLink(file)
                : Files.readString(file);
        found.put(root.relativize(file).toString(), text);
      }
    }
    return found;
  }
}
