package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.job.git.RemoteRepository.Comparison;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Pushed;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Refused;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JGitRemoteRepositoryTest {
  private static final String BRANCH = "code-developer/p-1";

  @TempDir Path temporary;
  private NativeGit bare;
  private JGitRemoteRepository remote;

  @BeforeEach
  void open() throws IOException {
    bare = NativeGit.bare(temporary.resolve("origin.git"), Map.of("README.md", "Hello\n"));
    remote = Remotes.open(bare.directory(), temporary.resolve("caches"));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  @Test
  void fetchesOnlyTheHeadOfTheBranch() throws IOException {
    var seed = new NativeGit(temporary.resolve("origin.git-seed"));
    var second = seed.commitFiles("Second", Map.of("a.txt", "a"));
    seed.run("push", "-q", bare.directory().toString(), "main");

    var head = remote.fetch("main");

    assertThat(head.hex()).isEqualTo(second);
    assertThat(cachedCommits()).isEqualTo(1);
  }

  @Test
  @FaultRow("G5")
  void detachedHeadHasNoDefaultBranchAndCanBeFetched() {
    bare.run("update-ref", "--no-deref", "HEAD", bare.run("rev-parse", "main"));
    assertThat(remote.defaultBranch()).isEmpty();
    assertThat(remote.fetch("main").hex()).isEqualTo(bare.run("rev-parse", "main"));
  }

  @Test
  @FaultRow("G5")
  void emptyRepositoryIsNamedSo() throws IOException {
    var empty = NativeGit.init(temporary.resolve("empty"));
    try (var opened = Remotes.open(empty.directory(), temporary.resolve("caches"))) {
      assertThatThrownBy(() -> opened.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("is empty");
    }
  }

  @Test
  void pathThatDoesNotExistOrIsNoRepositoryIsNamedSo() {
    try (var nowhere = Remotes.open(temporary.resolve("nowhere"), temporary.resolve("caches"));
        var plain = Remotes.open(temporary, temporary.resolve("caches"))) {
      assertThatThrownBy(() -> nowhere.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("does not exist");
      assertThatThrownBy(() -> plain.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("is not a git repository");
    }
  }

  @Test
  void otherObjectFormatsAreNamedSo() throws IOException {
    var other = temporary.resolve("sha256");
    Files.createDirectory(other);
    new NativeGit(other).run("init", "-q", "--object-format=sha256");
    try (var opened = Remotes.open(other, temporary.resolve("caches"))) {
      assertThatThrownBy(() -> opened.fetch("main"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("object format sha256");
    }
  }

  @Test
  @FaultRow("G1")
  void damagedCacheIsFetchedAgain() throws IOException {
    var head = remote.fetch("main");
    remote.close();
    try (var caches = Files.walk(temporary.resolve("caches"))) {
      for (var file : caches.filter(path -> path.toString().contains("objects/pack/")).toList()) {
        Files.delete(file);
      }
    }
    try (var again = Remotes.open(bare.directory(), temporary.resolve("caches"))) {
      assertThat(again.fetch("main")).isEqualTo(head);
      assertThat(again.inspect(head).entries()).isEqualTo(1);
    }
  }

  @Test
  @FaultRow("G16")
  void locksOfAKilledProcessDoNotHoldUpTheNext() throws IOException {
    remote.fetch("main");
    remote.close();
    Files.createFile(cache().resolve("shallow.lock"));
    Files.createFile(cache().resolve("refs/remotes/origin/main.lock"));
    var seed = new NativeGit(temporary.resolve("origin.git-seed"));
    var second = seed.commitFiles("Second", Map.of("a.txt", "a"));
    seed.run("push", "-q", bare.directory().toString(), "main");
    try (var again = Remotes.open(bare.directory(), temporary.resolve("caches"))) {
      assertThat(again.fetch("main").hex()).isEqualTo(second);
    }
  }

  @Test
  void remoteWithoutRightsToWriteIsTheUsersError() throws IOException {
    var commit = change("a.txt", "one", "it-1");
    var heads = bare.directory().resolve("refs/heads");
    Files.setPosixFilePermissions(heads, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      Assumptions.assumeFalse(Files.isWritable(heads), "root may write everywhere");
      assertThatThrownBy(() -> remote.push(BRANCH, commit))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("No rights to push to");
    } finally {
      Files.setPosixFilePermissions(heads, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void cacheWithoutConfigurationIsMadeAnew() throws IOException {
    var head = remote.fetch("main");
    remote.close();
    Files.writeString(cache().resolve("config"), "[[[ nonsense");
    try (var again = Remotes.open(bare.directory(), temporary.resolve("caches"))) {
      assertThat(again.fetch("main")).isEqualTo(head);
    }
  }

  @Test
  @FaultRow("G1")
  void damageFoundLaterIsTransientAndRemovesTheCache() throws IOException {
    var head = remote.fetch("main");
    try (var caches = Files.walk(cache().resolve("objects/pack"))) {
      for (var file : caches.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    remote.close();
    try (var again = Remotes.open(bare.directory(), temporary.resolve("caches"))) {
      assertThatThrownBy(() -> again.inspect(head))
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("has been removed");
      assertThat(again.fetch("main")).isEqualTo(head);
    }
  }

  @Test
  void gitItselfFindsNothingWrongWithWhatWasPushed() {
    var commit = change("a.txt", "one", "it-1");
    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
    assertThat(bare.run("rev-parse", BRANCH)).isEqualTo(commit.hex());
    assertThat(bare.run("fsck", "--strict")).doesNotContain("error");
  }

  @Test
  @FaultRow("P5")
  void amendedCommitOfOursIsForeignAlthoughItKeepsTheTrailer() throws IOException {
    var ours = change("a.txt", "one", "it-1");
    remote.push(BRANCH, ours);
    var user = clone("user");
    user.run("checkout", "-q", BRANCH);
    Files.writeString(user.directory().resolve("a.txt"), "better");
    user.run("commit", "-q", "-a", "--amend", "--no-edit");
    user.run("push", "-q", "-f", "origin", BRANCH);

    assertThat(bare.run("log", "-1", "--format=%B", BRANCH)).contains("Iteration-Id: it-1");
    assertThat(remote.compare(BRANCH, ours, Set.of("it-1"))).isEqualTo(Comparison.FOREIGN);
  }

  @Test
  void dirtyCheckoutIsReadFromItsBranchesAndStaysUntouched() throws IOException {
    var checkout = clone("checkout");
    Files.writeString(checkout.directory().resolve("README.md"), "dirty\n");
    Files.writeString(checkout.directory().resolve("untracked.txt"), "mine\n");
    Files.writeString(checkout.directory().resolve("staged.txt"), "staged\n");
    checkout.run("add", "staged.txt");
    var index = Files.readAllBytes(checkout.directory().resolve(".git/index"));
    var status = checkout.run("status", "--porcelain");

    try (var opened = Remotes.open(checkout.directory(), temporary.resolve("caches"))) {
      var tree = opened.checkOut(opened.fetch("main"), temporary.resolve("work"));
      assertThat(tree.root().resolve("README.md")).hasContent("Hello\n");
      assertThat(tree.root().resolve("untracked.txt")).doesNotExist();
      Files.writeString(tree.root().resolve("a.txt"), "one");
      var commit = tree.commit(Remotes.commit("Add a", "it-1"), List.of("a.txt"));

      assertThat(opened.push(BRANCH, commit)).isEqualTo(new Pushed());
      assertThat(opened.push("main", commit)).isInstanceOf(Refused.class);
    }
    assertThat(checkout.directory().resolve(".git/index")).hasBinaryContent(index);
    assertThat(checkout.run("status", "--porcelain")).isEqualTo(status);
    assertThat(checkout.directory().resolve("README.md")).hasContent("dirty\n");
  }

  @Test
  void linkedWorkTreeServesTheBranchesOfItsRepository() throws IOException {
    var checkout = clone("checkout");
    checkout.run("worktree", "add", "-q", "../linked", "-b", "side");
    try (var opened = Remotes.open(temporary.resolve("linked"), temporary.resolve("caches"))) {
      var head = opened.fetch("main");
      assertThat(head.hex()).isEqualTo(checkout.run("rev-parse", "main"));
      assertThat(opened.push("side", head)).isEqualTo(new Pushed());
      var tree = opened.checkOut(head, temporary.resolve("work"));
      Files.writeString(tree.root().resolve("a.txt"), "one");
      var commit = tree.commit(Remotes.commit("Add a", "it-1"), List.of("a.txt"));
      assertThat(opened.push("side", commit)).isInstanceOf(Refused.class);
    }
  }

  @Test
  void shallowCheckoutCanBeARemote() throws IOException {
    var seed = new NativeGit(temporary.resolve("origin.git-seed"));
    seed.commitFiles("Second", Map.of("a.txt", "a"));
    var shallow = temporary.resolve("shallow");
    new NativeGit(temporary)
        .run("clone", "-q", "--depth", "1", "file://" + seed.directory(), shallow.toString());
    try (var opened = Remotes.open(shallow, temporary.resolve("caches"))) {
      var tree = opened.checkOut(opened.fetch("main"), temporary.resolve("work"));
      Files.writeString(tree.root().resolve("b.txt"), "b");
      var commit = tree.commit(Remotes.commit("Add b", "it-1"), List.of("b.txt"));
      assertThat(opened.push(BRANCH, commit)).isEqualTo(new Pushed());
    }
  }

  @Test
  void fileAddressIsTheSameAsThePath() {
    try (var opened =
        Remotes.open(
            "file://" + bare.directory(), temporary.resolve("caches"), AccessToken.none())) {
      assertThat(opened.fetch("main").hex()).isEqualTo(bare.run("rev-parse", "main"));
      assertThat(opened.displayUrl()).isEqualTo(bare.directory().toString());
    }
  }

  @Test
  void repositoryThatDecidesByHookIsNotPushedTo() throws IOException {
    var commit = change("a.txt", "one", "it-1");
    var hook = bare.directory().resolve("hooks/pre-receive");
    Files.writeString(hook, "#!/bin/sh\nexit 0\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(remote.push(BRANCH, commit))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains("pre-receive"));
    assertThat(remote.head(BRANCH)).isEmpty();
  }

  private CommitId change(String path, String content, String iteration) {
    var tree = remote.checkOut(remote.fetch("main"), temporary.resolve("work-" + iteration));
    try {
      Files.writeString(tree.root().resolve(path), content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return tree.commit(Remotes.commit("Change " + path, iteration), List.of(path));
  }

  private NativeGit clone(String name) {
    new NativeGit(temporary).run("clone", "-q", bare.directory().toString(), name);
    return new NativeGit(temporary.resolve(name));
  }

  private long cachedCommits() throws IOException {
    var objects = new NativeGit(cache()).run("cat-file", "--batch-check", "--batch-all-objects");
    return objects.lines().filter(line -> line.contains(" commit ")).count();
  }

  private Path cache() throws IOException {
    try (var caches = Files.list(temporary.resolve("caches"))) {
      return caches.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }
}
