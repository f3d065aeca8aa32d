package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.corpus.Corpus;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeInspectionTest {
  @TempDir Path temporary;
  private NativeGit git;

  @BeforeEach
  void init() throws IOException {
    git = NativeGit.init(temporary.resolve("hostile"));
  }

  @FaultRow("G9")
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".git",
        ".GIT",
        ".Git",
        "git~1",
        "GIT~1",
        ".git ",
        ".git.",
        ".git. .",
        ".g\u200cit",
        ".gi\ufefft",
        "..",
        ".",
        ".git\\hooks",
        ".git::$INDEX_ALLOCATION",
        "a\u0001b",
        "a\nb",
        "a\u001b[31mb",
        "a\u007f",
        "a/b"
      })
  void hostileNamesAreRefused(String name) throws IOException {
    commitTree(trees -> tree(trees, name, FileMode.TREE, hooks(trees)));
    var report = inspect(TreeLimits.usual());
    assertThat(report.refusals()).isNotEmpty();
    assertThat(report.refusals().getFirst()).doesNotContain("\n", "\u001b");
    try (var remote = Remotes.open(git.directory(), temporary.resolve("caches"))) {
      var head = remote.fetch("main");
      assertThatThrownBy(() -> remote.checkOut(head, temporary.resolve("work")))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("is not laid out");
      assertThat(temporary.resolve("work")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".gitignore", "git", ".github", "git~2", "aux.txt", "-rf", "$(id)", "a:b", "x y "})
  void harmlessNamesPass(String name) throws IOException {
    commitTree(trees -> tree(trees, name, FileMode.TREE, hooks(trees)));
    assertThat(inspect(TreeLimits.usual()).refusals()).isEmpty();
  }

  @FaultRow("G9")
  @Test
  void tooLongNamesAndNamesThatStandTwiceAreRefused() throws IOException {
    commitTree(trees -> {
      var formatter = new TreeFormatter();
      formatter.append("a", FileMode.REGULAR_FILE, blob(trees));
      formatter.append("a", FileMode.TREE, hooks(trees));
      formatter.append("x".repeat(256), FileMode.REGULAR_FILE, blob(trees));
      return trees.insert(formatter);
    });
    assertThat(inspect(TreeLimits.usual()).refusals())
        .anyMatch(refusal -> refusal.contains("stands twice"))
        .anyMatch(refusal -> refusal.contains("more than 255 bytes"));
  }

  @FaultRow({"G7", "G8"})
  @Test
  void sizesAndNumbersAreLimited() throws IOException {
    git.commitFiles("Files", Map.of("a", "12345", "b/c/d", "12345"));
    assertThat(inspect(new TreeLimits(2, 100, 100, 10)).refusals())
        .containsExactly("the tree has more than 2 entries");
    assertThat(inspect(new TreeLimits(100, 9, 100, 10)).refusals())
        .containsExactly("the files have more than 9 bytes together");
    assertThat(inspect(new TreeLimits(100, 100, 4, 10)).refusals())
        .containsExactly("'a' has 5 bytes, more than 4", "'b/c/d' has 5 bytes, more than 4");
    assertThat(inspect(new TreeLimits(100, 100, 100, 2)).refusals())
        .containsExactly("directories lie more than 2 deep");
    var report = inspect(TreeLimits.usual());
    assertThat(report.entries()).isEqualTo(2);
    assertThat(report.bytes()).isEqualTo(10);
  }

  @FaultRow("G7")
  @Test
  void treeBombIsRefusedQuickly() throws IOException {
    commitTree(trees -> {
      var level = blob(trees);
      var mode = FileMode.REGULAR_FILE;
      for (var depth = 0; depth < 10; depth++) {
        var formatter = new TreeFormatter();
        for (var index = 0; index < 10; index++) {
          formatter.append("f" + index, mode, level);
        }
        level = trees.insert(formatter);
        mode = FileMode.TREE;
      }
      return level;
    });
    assertThat(inspect(TreeLimits.usual()).refusals())
        .containsExactly("the tree has more than 200000 entries");
  }

  @FaultRow({"G11", "G12", "G14"})
  @Test
  void specialFilesAreNoted() throws IOException {
    Files.createSymbolicLink(git.directory().resolve("link"), Path.of("/etc/passwd"));
    git.run("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",module");
    git.run("commit", "-q", "-m", "Module");
    var blob = git.run("hash-object", "-w", "/dev/null");
    git.run("update-index", "--add", "--cacheinfo", "100644," + blob + ",Same");
    git.run("update-index", "--add", "--cacheinfo", "100644," + blob + ",same");
    git.run("update-index", "--add", "--cacheinfo", "100644," + blob + ",caf\u00e9");
    git.run("update-index", "--add", "--cacheinfo", "100644," + blob + ",cafe\u0301");
    Files.writeString(git.directory().resolve(".gitattributes"), "*.bin filter=lfs\n");
    Files.writeString(
        git.directory().resolve("big.bin"),
        "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a".repeat(64) + "\nsize 5\n");
    git.run("add", "link", "big.bin", ".gitattributes");
    git.run("commit", "-q", "-m", "More");

    var report = inspect(TreeLimits.usual());

    assertThat(report.refusals()).isEmpty();
    assertThat(String.join("\n", report.notes()))
        .contains("'link' is a symbolic link")
        .contains("'module' is a submodule")
        .contains("'big.bin' is an LFS pointer")
        .contains("'.gitattributes' names filters")
        .contains("'same' and 'Same' differ only in case")
        .contains("'caf\u00e9' and 'cafe\u0301' differ only");
  }

  @Test
  void namesThatAreNotUtf8StayOutsideTheWorkTreeAndInTheCommits() throws IOException {
    commitTree(trees -> {
      var formatter = new TreeFormatter();
      formatter.append("a.txt", FileMode.REGULAR_FILE, blob(trees));
      formatter.append(new byte[] {(byte) 0xff, (byte) 0xfe}, FileMode.REGULAR_FILE, blob(trees));
      return trees.insert(formatter);
    });
    try (var remote = Remotes.open(git.directory(), temporary.resolve("caches"))) {
      var head = remote.fetch("main");
      assertThat(remote.inspect(head).notes()).anyMatch(note -> note.contains("not UTF-8"));
      var tree = remote.checkOut(head, temporary.resolve("work"));
      assertThat(tree.changes()).isEmpty();
      Files.writeString(tree.root().resolve("a.txt"), "changed");
      var commit = tree.commit(Remotes.commit("Change", "it-1"), List.of("a.txt"));
      remote.push("x", commit);
      assertThat(git.run("diff-tree", "-r", "--name-only", "main", "x")).isEqualTo("a.txt");
    }
  }

  @FaultRow({"G9", "G10", "G11", "G12"})
  @Test
  void bundlesOfTheCorpusEndAsTheyShould() throws IOException {
    var bundles = Corpus.find("git");
    Assumptions.assumeTrue(bundles.isPresent());
    for (var name : List.of("dotgit-1", "dotgit-3", "dotgit-5", "dotgit-7", "odd-names")) {
      assertThat(inspectBundle(bundles.get(), name).refusals()).as(name).isNotEmpty();
    }
    var links = inspectBundle(bundles.get(), "symlinks");
    assertThat(links.refusals()).isEmpty();
    assertThat(links.notes()).hasSize(5);
    assertThat(inspectBundle(bundles.get(), "submodule-lfs-attr").notes()).hasSize(3);
  }

  @FaultRow({"G10", "G11", "G12"})
  @Test
  void linksModulesAndPointersAreLaidOutAsWhatTheyAreAndNothingIsFetched() throws IOException {
    var pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:" + "a".repeat(64) + "\nsize 5\n";
    commitTree(trees -> {
      var formatter = new TreeFormatter();
      formatter.append("absolute", FileMode.SYMLINK, blob(trees, "/etc/passwd"));
      formatter.append("big.bin", FileMode.REGULAR_FILE, blob(trees, pointer));
      formatter.append("module", FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
      formatter.append("out", FileMode.SYMLINK, blob(trees, "../../.."));
      return trees.insert(formatter);
    });
    try (var remote = Remotes.open(git.directory(), temporary.resolve("caches"))) {
      var tree = remote.checkOut(remote.fetch("main"), temporary.resolve("work"));

      assertThat(tree.root().resolve("absolute")).isRegularFile().hasContent("/etc/passwd");
      assertThat(tree.root().resolve("out")).isRegularFile().hasContent("../../..");
      assertThat(tree.root().resolve("big.bin")).hasContent(pointer.strip());
      assertThat(Files.exists(tree.root().resolve("module/.git"))).isFalse();
      assertThat(tree.changes()).isEmpty();
    }
  }

  @FaultRow("G7")
  @Test
  void directoriesThatAreTooDeepAreRefusedBeforeCheckout() throws IOException {
    commitTree(trees -> {
      var level = tree(trees, "file", FileMode.REGULAR_FILE, blob(trees));
      for (var depth = 0; depth < 5_000; depth++) {
        level = tree(trees, "d", FileMode.TREE, level);
      }
      return level;
    });
    assertThat(inspect(TreeLimits.usual()).refusals())
        .containsExactly("directories lie more than 100 deep");
  }

  @FaultRow("G8")
  @Test
  void aHugeFileIsRefusedByItsHeaderAlone() throws IOException {
    try (var huge = new java.io.RandomAccessFile(git.directory().resolve("huge").toFile(), "rw")) {
      huge.setLength(101L << 20);
    }
    git.run("add", "huge");
    git.run("commit", "-q", "-m", "Huge");
    try (var remote = Remotes.open(git.directory(), temporary.resolve("caches"))) {
      var head = remote.fetch("main");
      assertThat(remote.inspect(head).refusals()).anyMatch(why -> why.contains("105906176 bytes"));
      assertThatThrownBy(() -> remote.checkOut(head, temporary.resolve("work")))
          .isInstanceOf(UserErrorException.class);
      assertThat(temporary.resolve("work")).doesNotExist();
    }
  }

  private TreeReport inspectBundle(Path bundles, String name) throws IOException {
    var into = temporary.resolve(name);
    Files.createDirectory(into);
    new NativeGit(into).run("init", "-q", "--bare");
    new NativeGit(into)
        .run("fetch", "-q", bundles.resolve(name + ".bundle").toString(), "main:main");
    try (var remote = Remotes.open(into, temporary.resolve("caches"))) {
      return remote.inspect(remote.fetch("main"));
    }
  }

  private TreeReport inspect(TreeLimits limits) {
    try (var remote = Remotes.open(git.directory(), temporary.resolve("caches"))) {
      return remote.with(limits).inspect(remote.fetch("main"));
    }
  }

  private void commitTree(Trees trees) throws IOException {
    try (var repository =
            new RepositoryBuilder().setGitDir(git.directory().resolve(".git").toFile()).build();
        var inserter = repository.newObjectInserter()) {
      var commit = new CommitBuilder();
      var person = new PersonIdent("M", "m@example.org", Remotes.NOW, ZoneOffset.UTC);
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setMessage("Hostile");
      commit.setTreeId(trees.make(inserter));
      var id = inserter.insert(commit);
      inserter.flush();
      git.run("update-ref", "refs/heads/main", id.name());
    }
  }

  private static ObjectId tree(ObjectInserter trees, String name, FileMode mode, ObjectId id)
      throws IOException {
    var formatter = new TreeFormatter();
    formatter.append(name.getBytes(StandardCharsets.UTF_8), mode, id);
    return trees.insert(formatter);
  }

  private static ObjectId hooks(ObjectInserter trees) throws IOException {
    return tree(trees, "post-checkout", FileMode.EXECUTABLE_FILE, blob(trees));
  }

  private static ObjectId blob(ObjectInserter trees) throws IOException {
    return blob(trees, "#!/bin/sh\n");
  }

  private static ObjectId blob(ObjectInserter trees, String content) throws IOException {
    return trees.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8));
  }

  @FunctionalInterface
  private interface Trees {
    ObjectId make(ObjectInserter inserter) throws IOException;
  }
}
