package io.codedeveloper.job.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.job.git.WorkTree.Kind;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every work tree does, wherever its files and objects lie.
abstract class WorkTreeContract extends WorkTreeBundleContract {
  /// The id of one certain commit, as git itself makes it.
  private static final String COMMITTED = "641e76c80489cc969c3f9599cfba5373baf189aa";

  @Test
  void linksOutOfTheTreeAreSkippedAndNeverFollowed() throws IOException {
    Files.createSymbolicLink(tree.root().resolve("escape"), path("../../../etc"));
    Files.createSymbolicLink(tree.root().resolve("inside"), path("src/a.txt"));
    Files.createSymbolicLink(tree.root().resolve("git"), path(".git/config"));
    Files.createDirectories(tree.root().resolve("nested/.git"));
    write("nested/.git/config", "x");

    assertThat(paths()).containsExactly("inside");
    assertThat(tree.skipped())
        .extracting(WorkTree.Skipped::path)
        .containsExactly("escape", "git", "nested/.git");
    var commit = tree.commit(Remotes.commit("Link", "it-1"), List.of("inside"));
    assertThat(listing(commit)).contains("120000 inside");
    assertThat(show(commit, "inside")).isEqualTo("src/a.txt");
    assertThatThrownBy(() -> tree.commit(Remotes.commit("Out", "it-1"), List.of("escape")))
        .isInstanceOf(UncommittableException.class)
        .hasMessageContaining("leads out of the tree");
  }

  @Test
  void commitHasExactlyItsPathsKeepsEverythingElseAndIsTheOneThatGitWouldMake() throws IOException {
    write("src/a.txt", "one\n2\nthree\n");
    write("src/b.txt", "new\n");
    write("other.txt", "not wanted\n");
    Files.delete(tree.root().resolve("crlf.txt"));

    var commit =
        tree.commit(
            Remotes.commit("Change a\n\nBecause.", "it-1"),
            List.of("src/b.txt", "src/a.txt", "crlf.txt"));

    assertThat(commit.hex()).isEqualTo(COMMITTED);
    remote.push("x", commit);
    assertThat(harness.changed(tree.base(), commit))
        .containsExactly("crlf.txt", "src/a.txt", "src/b.txt");
    assertThat(listing(commit))
        .contains("100755 bin/run", "160000 module", "120000 link", "100644 src/b.txt")
        .doesNotContain("100644 crlf.txt");
  }

  @Test
  void layoutIsExactAndHasNoGitDirectory() throws IOException {
    assertThat(tree.root().resolve("crlf.txt")).hasBinaryContent("a\r\nb\r\n".getBytes("UTF-8"));
    assertThat(Files.getPosixFilePermissions(tree.root().resolve("bin/run")))
        .contains(PosixFilePermission.OWNER_EXECUTE);
    assertThat(Files.isSymbolicLink(tree.root().resolve("link"))).isFalse();
    assertThat(tree.root().resolve("link")).hasContent("src/a.txt");
    assertThat(tree.root().resolve("out")).hasContent("/etc/passwd");
    assertThat(tree.root().resolve("big.bin")).hasContent(StartingCommit.POINTER);
    assertThat(Files.isDirectory(tree.root().resolve("module"))).isTrue();
    assertThat(tree.root().resolve(".git")).doesNotExist();
    assertThat(tree.changes()).isEmpty();
    assertThat(tree.skipped()).isEmpty();
    assertThat(tree.diff(1000)).isEmpty();
  }

  @Test
  void allFilesOfALayoutHaveTheTimeOfTheCommit() throws IOException {
    var times = new HashSet<Long>();
    for (var path : List.of("crlf.txt", "src/a.txt", "bin/run")) {
      times.add(Files.getLastModifiedTime(tree.root().resolve(path)).toMillis());
    }

    assertThat(times).hasSize(1);
  }

  @Test
  void whatTestingMadeIsNoChangeAndNeitherIsMoreOfItsKind() throws IOException {
    write("config.status", "made\n");
    write("src/a.o", "made\n");
    write("deps/b/c.txt", "made\n");
    write("crlf.txt", "rewritten\n");
    Files.delete(tree.root().resolve("kept.log"));
    tree.leaveOut(GeneratedFiles.parse(tree.generated().print()));
    write("src/new.o", "made\n");
    write("src/new.txt", "work\n");
    write("deps/b/d.txt", "made\n");
    Files.write(tree.root().resolve("program"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0});

    assertThat(tree.changes()).extracting(Change::path).containsExactly("src/new.txt");
    assertThat(tree.leftOut())
        .containsExactly(
            "config.status", "crlf.txt", "deps/", "kept.log", "program", "src/a.o", "src/new.o");
  }

  @Test
  void fileThatTestingRewroteIsAChangeOnceItIsChangedFurther() throws IOException {
    write("crlf.txt", "rewritten\n");
    tree.leaveOut(tree.generated());
    write("crlf.txt", "rewritten and changed\n");

    assertThat(tree.changes()).extracting(Change::path).containsExactly("crlf.txt");
  }

  @Test
  void directoryThatIsNotEmptyIsRefused() {
    assertThatThrownBy(() -> remote.checkOut(tree.base(), tree.root()))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is not empty");
  }

  @Test
  void changesAreAddedModifiedAndDeletedWithoutWhatIsIgnored() throws IOException {
    write("src/b.bin", "\0\1");
    write("target/out.class", "x");
    write("x.log", "ignored");
    write("keep.log", "wanted");
    write("kept.log", "changed");
    write("module/inside.txt", "of the submodule");
    Files.delete(tree.root().resolve("src/a.txt"));
    Files.setPosixFilePermissions(
        tree.root().resolve("crlf.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(tree.changes())
        .containsExactly(
            new Change("crlf.txt", Kind.MODIFIED, 6, true),
            new Change("keep.log", Kind.ADDED, 6, false),
            new Change("kept.log", Kind.MODIFIED, 7, false),
            new Change("src/a.txt", Kind.DELETED, 0, false),
            new Change("src/b.bin", Kind.ADDED, 2, false));
  }

  @Test
  void ignoreFilesInDirectoriesCount() throws IOException {
    write("src/.gitignore", "/gen\n!*.log\n");
    write("src/gen/x.txt", "x");
    write("src/a.log", "x");
    write("src/deep/gen/y.txt", "y");
    assertThat(paths()).containsExactly("src/.gitignore", "src/a.log", "src/deep/gen/y.txt");
  }

  @Test
  @FaultRow("G10")
  void directoryReplacedByLinkIsNotFollowed() throws IOException {
    var outside = Files.createDirectory(harness.place("outside"));
    Files.writeString(outside.resolve("a.txt"), "secret");
    Files.delete(tree.root().resolve("src/a.txt"));
    Files.delete(tree.root().resolve("src"));
    Files.createSymbolicLink(tree.root().resolve("src"), outside);
    assertThat(paths()).containsExactly("src/a.txt");
    assertThat(tree.changes().getFirst().kind()).isEqualTo(Kind.DELETED);

    tree.restore(freshBundle());
    assertThat(outside.resolve("a.txt")).hasContent("secret");
    assertThat(Files.isSymbolicLink(tree.root().resolve("src"))).isFalse();
    assertThat(tree.root().resolve("src/a.txt")).hasContent("one\ntwo\nthree\n");
  }

  @Test
  @FaultRow("P1")
  void theSameWorkGivesTheSameCommit() throws IOException {
    write("b.txt", "new\n");
    var first = tree.commit(Remotes.commit("Add b", "it-1"), List.of("b.txt"));
    var other = remote.checkOut(tree.base(), harness.place("again"));
    Files.writeString(other.root().resolve("b.txt"), "new\n");
    assertThat(other.commit(Remotes.commit("Add b", "it-1"), List.of("b.txt"))).isEqualTo(first);
  }

  @Test
  void fileMayBecomeDirectoryAndDirectoryFile() throws IOException {
    Files.delete(tree.root().resolve("crlf.txt"));
    write("crlf.txt/inner", "x");
    Files.delete(tree.root().resolve("src/a.txt"));
    Files.delete(tree.root().resolve("src"));
    write("src", "now a file");
    assertThat(tree.changes())
        .extracting(Change::path, Change::kind)
        .containsExactly(
            tuple("crlf.txt", Kind.DELETED),
            tuple("crlf.txt/inner", Kind.ADDED),
            tuple("src", Kind.ADDED),
            tuple("src/a.txt", Kind.DELETED));
    var commit = tree.commit(Remotes.commit("Swap", "it-1"), paths());
    assertThat(show(commit, "crlf.txt/inner")).isEqualTo("x");
    assertThat(show(commit, "src")).isEqualTo("now a file");
    var before = tree.changes();
    var bundle = tree.bundle(Remotes.NOW);
    var other = remote.checkOut(tree.base(), harness.place("again"));
    other.restore(bundle);
    assertThat(other.changes()).isEqualTo(before);
  }

  @Test
  void linkLaidOutAsFileStaysLinkWhenItNamesAnotherPathAndBecomesFileOtherwise()
      throws IOException {
    write("link", "crlf.txt");
    var relinked = tree.commit(Remotes.commit("Relink", "it-1"), List.of("link"));
    assertThat(listing(relinked)).contains("120000 link");
    write("link", "# A text\nof its own\n");
    var text = tree.commit(Remotes.commit("Text", "it-1"), List.of("link"));
    assertThat(listing(text)).contains("100644 link");
  }

  @Test
  @FaultRow("G12")
  void contentOfLfsPointersIsNotReplaced() throws IOException {
    write("big.bin", "large");
    assertThatThrownBy(() -> tree.commit(Remotes.commit("Big", "it-1"), List.of("big.bin")))
        .isInstanceOf(UncommittableException.class)
        .hasMessageContaining("Git LFS");
  }

  @Test
  void pathsThatAreNoChangeOrNotInTheTreeAreRefused() {
    var commit = Remotes.commit("Nothing", "it-1");
    for (var path : List.of("nowhere.txt", "../seed/x", ".git/config", "/etc/passwd", "")) {
      assertThatThrownBy(() -> tree.commit(commit, List.of(path)))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> tree.commit(commit, List.of("module")))
        .isInstanceOf(UncommittableException.class)
        .hasMessageContaining("submodule");
  }

  @Test
  void diffIsUnifiedAndCutWhereItIsTooLong() throws IOException {
    write("src/a.txt", "one\n2\nthree\n");
    write("binary", "\0\0");
    assertThat(tree.diff(10_000))
        .contains("--- a/src/a.txt\n+++ b/src/a.txt\n")
        .contains(" one\n-two\n+2\n three\n")
        .contains("Binary files");
    write("long.txt", "line\n".repeat(10_000));
    var cut = tree.diff(500);
    assertThat(cut).hasSizeLessThanOrEqualTo(500).endsWith("it was cut here]\n");
    assertThat(tree.diff(10)).hasSizeLessThanOrEqualTo(10);
  }

  private byte[] freshBundle() {
    return remote.checkOut(tree.base(), harness.place("fresh")).bundle(Remotes.NOW);
  }

  /// The entries of a commit that was pushed, as `mode path`.
  private List<String> listing(CommitId commit) throws IOException {
    remote.push("shown-" + commit.abbreviated(), commit);
    return TreeContents.of(harness.server(), JGitRemoteRepository.objectId(commit))
        .values()
        .stream()
        .map(entry -> Integer.toOctalString(entry.mode().getBits()) + " " + entry.path())
        .toList();
  }

  private String show(CommitId commit, String path) throws IOException {
    remote.push("shown-" + commit.abbreviated(), commit);
    var server = harness.server();
    var entry = TreeContents.of(server, JGitRemoteRepository.objectId(commit)).get(path);
    return new String(server.open(entry.id()).getBytes(), UTF_8);
  }
}
