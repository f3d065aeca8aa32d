package io.codedeveloper.job.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.job.git.RemoteRepository.Comparison;
import io.codedeveloper.job.git.RemoteRepository.PushResult.NotFastForward;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Pushed;
import io.codedeveloper.job.git.RemoteRepository.PushResult.Refused;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every remote does, however it is reached.
abstract class RemoteRepositoryContract {
  static final String BRANCH = "code-developer/us-1";

  /// What git itself makes of [#FILES], committed by Ada.
  static final String FIRST = "4a4e75a984203876432dd0f0948324025be0d63d";

  static final Map<String, String> FILES = Map.of("README.md", "Hello\n", "docs/a.md", "A\n");

  RemoteHarness harness;
  RemoteRepository remote;

  /// A remote whose main has these files.
  abstract RemoteHarness harness(Map<String, String> files) throws IOException;

  @BeforeEach
  final void openRemote() throws IOException {
    harness = harness(FILES);
    remote = harness.remote();
  }

  @AfterEach
  final void closeRemote() {
    harness.close();
  }

  @Test
  void headsAreGitsOwnIds() {
    assertThat(remote.fetch("main").hex()).isEqualTo(FIRST);
    assertThat(remote.head("main")).contains(new CommitId(FIRST));
    assertThat(remote.defaultBranch()).contains("main");
  }

  @Test
  void fetchSeesWhatSomebodyCommittedMeanwhile() {
    remote.fetch("main");
    var second = harness.somebodyCommits("main", Map.of("b.txt", "b"));

    assertThat(remote.fetch("main")).isEqualTo(second);
    assertThat(remote.read(second, "b.txt").orElseThrow().content()).asString().isEqualTo("b");
    assertThat(remote.read(second, "README.md")).isPresent();
    assertThat(remote.read(second, "missing.txt")).isEmpty();
    assertThat(remote.inspect(second).entries()).isEqualTo(3);
  }

  @Test
  void placeOfAFileIsItsOwnOrIsRefused() {
    var head = remote.fetch("main");

    assertThat(remote.place(head, "docs/a.md")).isEqualTo("docs/a.md");
    assertThat(remote.place(head, "docs/new/b.md")).isEqualTo("docs/new/b.md");
    assertThat(remote.place(head, "new.md")).isEqualTo("new.md");
    for (var path : List.of("docs", "README.md/x", "docs/a.md/x/y", "Docs/b.md", "docs/A.md")) {
      assertThatThrownBy(() -> remote.place(head, path))
          .as(path)
          .isInstanceOf(UserErrorException.class);
    }
  }

  @Test
  void everyFileOfACommitIsListedWithGitsIdAndItsSize() {
    remote.fetch("main");
    var second = harness.somebodyCommits("main", Map.of("new/b.txt", "hello\n"));
    remote.fetch("main");

    assertThat(remote.files(second))
        .contains(
            new RepositoryFile(
                "new/b.txt", "ce013625030ba8dba906f756967f9e9ca394464a", "hello\n".length(), true))
        .extracting(RepositoryFile::path)
        .containsExactlyInAnyOrder("README.md", "docs/a.md", "new/b.txt");
  }

  @Test
  @FaultRow("G5")
  void branchThatIsNotThereNamesThoseThatAre() {
    harness.somebodyCommits("dev", Map.of("b.txt", "b"));
    assertThatThrownBy(() -> remote.fetch("trunk"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("no branch 'trunk'")
        .hasMessageContaining("dev, main")
        .hasMessageContaining("--base");
    assertThat(remote.head("trunk")).isEmpty();
  }

  @Test
  @FaultRow("G6")
  void aCommitIsInABranchesHistoryUntilSomebodyRewritesIt() {
    var first = remote.fetch("main");
    var second = harness.somebodyCommits("main", Map.of("b.txt", "b"));
    harness.somebodyCommits("main", Map.of("c.txt", "c"));
    assertThat(remote.contains("main", first)).isTrue();
    assertThat(remote.contains("main", second)).isTrue();

    harness.forcePush("main", first);

    assertThat(remote.contains("main", first)).isTrue();
    assertThat(remote.contains("main", second)).isFalse();
  }

  @Test
  void workIsMergedWithWhatItsBaseBecame() throws IOException {
    var tree = remote.checkOut(remote.fetch("main"), harness.place("work"));
    tree.write("new/c.txt", "c".getBytes(UTF_8));
    Files.delete(tree.root().resolve("docs/a.md"));
    var bundle = tree.bundle(Remotes.NOW);
    var moved = harness.somebodyCommits("main", Map.of("README.md", "Hello all\n"));
    remote.fetch("main");

    var there = remote.checkOut(moved, harness.place("moved"));

    assertThat(there.carryOver(bundle, tree.base())).isEmpty();
    assertThat(there.root().resolve("README.md")).hasContent("Hello all");
    assertThat(there.changes())
        .extracting(WorkTree.Change::path)
        .containsExactly("docs/a.md", "new/c.txt");
  }

  @Test
  void whereWorkAndBaseContradictEachOtherNothingIsChanged() {
    var tree = remote.checkOut(remote.fetch("main"), harness.place("work"));
    tree.write("README.md", "Mine\n".getBytes(UTF_8));
    tree.write("c.txt", "c".getBytes(UTF_8));
    var bundle = tree.bundle(Remotes.NOW);
    var moved = harness.somebodyCommits("main", Map.of("README.md", "Theirs\n"));
    remote.fetch("main");

    var there = remote.checkOut(moved, harness.place("moved"));

    assertThat(there.carryOver(bundle, tree.base())).containsExactly("README.md");
    assertThat(there.changes()).isEmpty();
  }

  @Test
  void illegalBranchNamesAreRefused() {
    assertThatThrownBy(() -> remote.head("a..b")).isInstanceOf(UserErrorException.class);
    assertThatThrownBy(() -> remote.fetch("a b")).isInstanceOf(UserErrorException.class);
  }

  @Test
  @FaultRow("G5")
  void repositoryWithoutABranchIsNamedEmpty() {
    harness.delete("main");
    assertThatThrownBy(() -> remote.fetch("main"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is empty");
  }

  @Test
  void directoryIsNoFile() {
    var head = remote.fetch("main");
    assertThatThrownBy(() -> remote.read(head, "docs"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void olderBaseIsFetchedByItsId() {
    var old = harness.head("main").orElseThrow();
    harness.somebodyCommits("main", Map.of("b.txt", "b"));
    remote.fetch("main");

    assertThat(remote.fetchCommit(old, "main")).isTrue();
    assertThat(remote.inspect(old).entries()).isEqualTo(2);
    assertThat(remote.fetchCommit(new CommitId("1".repeat(40)), "main")).isFalse();
  }

  @Test
  @FaultRow("G6")
  void baseThatWasForcePushedAwayIsKnownToWhoHasItAndGoneForOthers() {
    var old = remote.fetch("main");
    var rewritten = harness.somebodyCommits("other", Map.of("b.txt", "b"));
    var unrelated = harness.somebodyCommits("main", Map.of("c.txt", "c"));
    remote.fetch("main");
    harness.forcePush("main", rewritten);
    harness.forgetUnreachable();

    assertThat(remote.fetchCommit(unrelated, "main")).isTrue();
    assertThat(remote.fetchCommit(old, "main")).isTrue();
    try (var elsewhere = harness.elsewhere()) {
      assertThat(elsewhere.fetchCommit(unrelated, "main")).isFalse();
      assertThat(elsewhere.fetch("main")).isEqualTo(rewritten);
    }
  }

  @Test
  @FaultRow({"P1", "P6"})
  void pushCreatesTheBranchAndFindsItPushed() {
    var commit = change(remote, "a.txt", "one", "it-1");
    assertThat(remote.compare(BRANCH, commit, Set.of())).isEqualTo(Comparison.ABSENT);

    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());

    assertThat(harness.head(BRANCH)).contains(commit);
    assertThat(remote.compare(BRANCH, commit, Set.of())).isEqualTo(Comparison.SAME);
    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
    assertThat(harness.changed(new CommitId(FIRST), commit)).containsExactly("a.txt");
  }

  @Test
  @FaultRow({"P1", "P6"})
  void anotherMachineMakesTheSameCommitAndFindsItPushed() {
    var commit = change(remote, "a.txt", "one", "it-1");
    remote.push(BRANCH, commit);
    try (var elsewhere = harness.elsewhere()) {
      var again = change(elsewhere, "a.txt", "one", "it-1");
      assertThat(again).isEqualTo(commit);
      assertThat(elsewhere.compare(BRANCH, again, Set.of())).isEqualTo(Comparison.SAME);
      assertThat(elsewhere.push(BRANCH, again)).isEqualTo(new Pushed());
    }
  }

  @Test
  void branchBehindOurCommitIsFastForwarded() {
    var commit = change(remote, "a.txt", "one", "it-1");
    harness.forcePush(BRANCH, harness.head("main").orElseThrow());
    assertThat(remote.compare(BRANCH, commit, Set.of())).isEqualTo(Comparison.BEHIND_OURS);
    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
  }

  @Test
  @FaultRow("G6")
  void whatSomebodyTookOffTheBranchIsNotBroughtBack() {
    var first = harness.head("main").orElseThrow();
    var taken = harness.somebodyCommits("main", Map.of("taken.txt", "taken"));
    var tree = remote.checkOut(remote.fetch("main"), harness.place("on-top"));
    tree.write("edit.txt", new byte[] {'x'});
    var edit = tree.commit(Remotes.commit("Edit", "it-1"), List.of("edit.txt"));
    harness.forcePush("main", first);

    assertThat(remote.pushFrom(taken, "main", edit)).isEqualTo(new NotFastForward());
    assertThat(harness.head("main")).contains(first);

    harness.forcePush("main", taken);
    assertThat(remote.pushFrom(taken, "main", edit)).isEqualTo(new Pushed());
    assertThat(remote.pushFrom(taken, "main", edit)).isEqualTo(new Pushed());
  }

  @Test
  @FaultRow({"P5", "P8"})
  void earlierAttemptIsToldByItsTrailerAndCanBePushedOver() throws IOException {
    var earlier = change(remote, "a.txt", "one", "it-1");
    remote.push(BRANCH, earlier);
    try (var elsewhere = harness.elsewhere()) {
      var tree = elsewhere.checkOut(elsewhere.fetch("main"), harness.place("second"));
      Files.writeString(tree.root().resolve("b.txt"), "two");
      var later = tree.commit(Remotes.commit("Second try", "it-2"), List.of("b.txt"));

      assertThat(elsewhere.compare(BRANCH, later, Set.of("it-1", "it-2")))
          .isEqualTo(Comparison.EARLIER_ATTEMPT);
      assertThat(elsewhere.compare(BRANCH, later, Set.of("it-2"))).isEqualTo(Comparison.FOREIGN);
      assertThat(elsewhere.push(BRANCH, later)).isEqualTo(new NotFastForward());
      assertThat(harness.head(BRANCH)).contains(earlier);

      var over = tree.commitOver(earlier, Remotes.commit("Second try", "it-2"), List.of("b.txt"));
      assertThat(elsewhere.compare(BRANCH, over, Set.of())).isEqualTo(Comparison.BEHIND_OURS);
      assertThat(elsewhere.push(BRANCH, over)).isEqualTo(new Pushed());
      assertThat(harness.changed(new CommitId(FIRST), over)).containsExactly("b.txt");
    }
  }

  @Test
  @FaultRow({"P5", "P7"})
  void commitsOfSomebodyOnTopOfOursAreForeignAndStay() {
    var ours = change(remote, "a.txt", "one", "it-1");
    remote.push(BRANCH, ours);
    var theirs = harness.somebodyCommits(BRANCH, Map.of("mine.txt", "mine"));

    assertThat(remote.compare(BRANCH, ours, Set.of("it-1"))).isEqualTo(Comparison.FOREIGN);
    assertThat(remote.push(BRANCH, ours)).isEqualTo(new NotFastForward());
    assertThat(harness.head(BRANCH)).contains(theirs);
  }

  @Test
  @FaultRow("P7")
  void branchOfSomebodyElseIsForeign() {
    var theirs = harness.somebodyCommits(BRANCH, Map.of("mine.txt", "mine"));
    var ours = change(remote, "a.txt", "one", "it-1");

    assertThat(remote.compare(BRANCH, ours, Set.of("it-1"))).isEqualTo(Comparison.FOREIGN);
    assertThat(remote.push(BRANCH, ours)).isEqualTo(new NotFastForward());
    assertThat(harness.head(BRANCH)).contains(theirs);
  }

  @Test
  @FaultRow("P9")
  void branchThatWasDeletedIsAbsentAgain() {
    var commit = change(remote, "a.txt", "one", "it-1");
    remote.push(BRANCH, commit);
    harness.delete(BRANCH);
    assertThat(remote.head(BRANCH)).isEmpty();
    assertThat(remote.compare(BRANCH, commit, Set.of())).isEqualTo(Comparison.ABSENT);
    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
  }

  @Test
  void pushWorksAfterTheBaseMovedOn() {
    var commit = change(remote, "a.txt", "one", "it-1");
    harness.somebodyCommits("main", Map.of("z.txt", "z"));

    assertThat(remote.push(BRANCH, commit)).isEqualTo(new Pushed());
    assertThat(harness.changed(new CommitId(FIRST), commit)).containsExactly("a.txt");
  }

  @Test
  void branchThatIsADirectoryOfOthersIsRefusedWithTheReason() {
    var commit = change(remote, "a.txt", "one", "it-1");
    harness.forcePush("code-developer", harness.head("main").orElseThrow());
    assertThat(remote.push(BRANCH, commit)).isInstanceOf(Refused.class);
  }

  private CommitId change(RemoteRepository by, String path, String content, String iteration) {
    var place = harness.place("work-" + iteration + "-" + System.identityHashCode(by));
    var tree = by.checkOut(by.fetch("main"), place);
    try {
      Files.writeString(tree.root().resolve(path), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree.commit(Remotes.commit("Change " + path, iteration), List.of(path));
  }
}
