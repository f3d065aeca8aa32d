package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.job.git.WorkTree.Kind;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JGitWorkTreeTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a".repeat(64) + "\nsize 5\n";

  @TempDir Path temporary;
  private NativeGit seed;
  private JGitRemoteRepository remote;
  private WorkTree tree;

  @BeforeEach
  void checkOut() throws IOException {
    seed = NativeGit.init(temporary.resolve("seed"));
    Files.createDirectories(seed.directory().resolve("bin"));
    var script = seed.directory().resolve("bin/run");
    Files.writeString(script, "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(seed.directory().resolve("link"), Path.of("src/a.txt"));
    Files.createSymbolicLink(seed.directory().resolve("out"), Path.of("/etc/passwd"));
    seed.run("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",module");
    seed.commitFiles(
        "Start",
        Map.of(
            "src/a.txt", "one\ntwo\nthree\n",
            "crlf.txt", "a\r\nb\r\n",
            "big.bin", POINTER,
            ".gitignore", "target/\n*.log\n!keep.log\n",
            "kept.log", "tracked although ignored\n"));
    seed.run("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",module");
    seed.run("commit", "-q", "-m", "Module");
    remote = Remotes.open(seed.directory(), temporary.resolve("caches"));
    tree = remote.checkOut(remote.fetch("main"), temporary.resolve("work"));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  @Test
  void layoutIsExactAndHasNoGitDirectory() throws IOException {
    assertThat(tree.root().resolve("crlf.txt")).hasBinaryContent("a\r\nb\r\n".getBytes("UTF-8"));
    assertThat(Files.isExecutable(tree.root().resolve("bin/run"))).isTrue();
    assertThat(Files.isSymbolicLink(tree.root().resolve("link"))).isFalse();
    assertThat(tree.root().resolve("link")).hasContent("src/a.txt");
    assertThat(tree.root().resolve("out")).hasContent("/etc/passwd");
    assertThat(tree.root().resolve("big.bin")).hasContent(POINTER);
    assertThat(tree.root().resolve("module")).isEmptyDirectory();
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
  void socketsPipesAndLinksOutOfTheTreeAreSkippedAndNeverFollowed() throws IOException {
    new NativeGit(tree.root()).run("--version");
    Files.createSymbolicLink(tree.root().resolve("escape"), Path.of("../../../etc"));
    Files.createSymbolicLink(tree.root().resolve("inside"), Path.of("src/a.txt"));
    Files.createSymbolicLink(tree.root().resolve("git"), Path.of(".git/config"));
    Files.createDirectories(tree.root().resolve("nested/.git"));
    write("nested/.git/config", "x");
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(tree.root().resolve("socket")));
      assertThat(paths()).containsExactly("inside");
      assertThat(tree.skipped())
          .extracting(WorkTree.Skipped::path)
          .containsExactly("escape", "git", "nested/.git", "socket");
    }
    var commit = tree.commit(Remotes.commit("Link", "it-1"), List.of("inside"));
    assertThat(listing(commit)).contains("120000 blob");
    assertThat(show(commit, "inside")).isEqualTo("src/a.txt");
    assertThatThrownBy(() -> tree.commit(Remotes.commit("Out", "it-1"), List.of("escape")))
        .isInstanceOf(UncommittableException.class)
        .hasMessageContaining("leads out of the tree");
  }

  @Test
  void directoryReplacedByLinkIsNotFollowed() throws IOException {
    var outside = Files.createDirectory(temporary.resolve("outside"));
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
  void commitHasExactlyItsPathsAndKeepsEverythingElse() throws IOException {
    write("src/a.txt", "one\n2\nthree\n");
    write("src/b.txt", "new\n");
    write("other.txt", "not wanted\n");
    Files.delete(tree.root().resolve("crlf.txt"));

    var commit =
        tree.commit(
            Remotes.commit("Change a\n\nBecause.", "it-1"),
            List.of("src/b.txt", "src/a.txt", "crlf.txt"));
    remote.push("x", commit);

    assertThat(seed.run("diff-tree", "-r", "--name-status", "main", "x"))
        .isEqualTo("D\tcrlf.txt\nM\tsrc/a.txt\nA\tsrc/b.txt");
    assertThat(seed.run("ls-tree", "-r", "x"))
        .contains("100755 blob")
        .contains("160000 commit " + "1".repeat(40))
        .contains("120000 blob");
    assertThat(seed.run("log", "-1", "--format=%an <%ae>|%cn <%ce>|%aI|%cI", "x"))
        .isEqualTo(
            "code-developer <code-developer@example.org>|code-developer <code-developer@example.org>|2026-03-04T05:06:07+00:00|2026-03-04T05:06:07+00:00");
    assertThat(seed.run("log", "-1", "--format=%B", "x"))
        .isEqualTo("Change a\n\nBecause.\n\nIteration-Id: it-1");
    assertThat(seed.run("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  void theSameWorkGivesTheSameCommit() throws IOException {
    write("b.txt", "new\n");
    var first = tree.commit(Remotes.commit("Add b", "it-1"), List.of("b.txt"));
    var other = remote.checkOut(tree.base(), temporary.resolve("again"));
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
    var other = remote.checkOut(tree.base(), temporary.resolve("again"));
    other.restore(bundle);
    assertThat(other.changes()).isEqualTo(before);
  }

  @Test
  void linkLaidOutAsFileStaysLinkWhenItNamesAnotherPathAndBecomesFileOtherwise()
      throws IOException {
    write("link", "crlf.txt");
    var relinked = tree.commit(Remotes.commit("Relink", "it-1"), List.of("link"));
    assertThat(listing(relinked)).containsPattern("120000 blob \\w+\tlink");
    write("link", "# A text\nof its own\n");
    var text = tree.commit(Remotes.commit("Text", "it-1"), List.of("link"));
    assertThat(listing(text)).containsPattern("100644 blob \\w+\tlink");
  }

  @Test
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

  @Test
  void bundleRestoresFilesLinksModesAndDeletions() throws IOException {
    write("src/a.txt", "changed\n");
    write("new/deep/file.txt", "new\n");
    Files.delete(tree.root().resolve("kept.log"));
    Files.setPosixFilePermissions(
        tree.root().resolve("crlf.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(tree.root().resolve("made"), Path.of("src/a.txt"));
    var bundle = tree.bundle(Remotes.NOW);
    var wanted = contents(tree.root());
    assertThat(bundle.length).isLessThan(2000);

    var other = remote.checkOut(tree.base(), temporary.resolve("again"));
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
    seed.commitFiles("Meanwhile", Map.of("z.txt", "z"));
    try (var elsewhere = Remotes.open(seed.directory(), temporary.resolve("other-caches"))) {
      elsewhere.fetch("main");
      assertThat(elsewhere.fetchCommit(tree.base(), "main")).isTrue();
      var again = elsewhere.checkOut(tree.base(), temporary.resolve("elsewhere"));
      again.restore(bundle);
      assertThat(again.changes()).isEqualTo(tree.changes());
    }
  }

  @Test
  void whatIsNoBundleOrOfAnotherBaseIsRefused() throws IOException {
    assertThatThrownBy(() -> tree.restore("nonsense".getBytes("UTF-8")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("cannot be unpacked");
    seed.commitFiles("Meanwhile", Map.of("z.txt", "z"));
    var later = remote.checkOut(remote.fetch("main"), temporary.resolve("later"));
    var bundle = later.bundle(Remotes.NOW);
    assertThatThrownBy(() -> tree.restore(bundle))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("made on another commit");
  }

  private byte[] freshBundle() {
    return remote.checkOut(tree.base(), temporary.resolve("fresh")).bundle(Remotes.NOW);
  }

  private void write(String path, String content) throws IOException {
    var file = tree.root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<String> paths() {
    return tree.changes().stream().map(Change::path).toList();
  }

  private String listing(CommitId commit) {
    remote.push("shown-" + commit.abbreviated(), commit);
    return seed.run("ls-tree", "-r", commit.hex());
  }

  private String show(CommitId commit, String path) {
    remote.push("shown-" + commit.abbreviated(), commit);
    return seed.run("show", commit.hex() + ":" + path);
  }

  private static Map<String, String> contents(Path root) throws IOException {
    var found = new HashMap<String, String>();
    try (var files = Files.walk(root)) {
      for (var file : files.filter(path -> !Files.isDirectory(path)).toList()) {
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
