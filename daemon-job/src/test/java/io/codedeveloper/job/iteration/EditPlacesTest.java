package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static io.codedeveloper.job.iteration.Edits.ROADMAP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.git.TreeReport;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where in the repository an edit may go: nothing that anybody saves stops the project, or takes
/// the place of somebody's file.
final class EditPlacesTest extends EditsCase {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 5\n"
          .formatted("a".repeat(64));

  private void edit(String path, String content) {
    edits.write(new FilePath(path), content);
  }

  private List<String> pending() {
    return edits.files.pendingEdits().stream().map(PendingEdit::path).map(FilePath::value).toList();
  }

  private List<String> told() {
    return harness.notifications().stream().map(one -> one.title() + ": " + one.message()).toList();
  }

  private List<String> tree() {
    return harness.git("ls-tree", "-r", "--name-only", "main").lines().toList();
  }

  /// The run goes on, the roadmap's edit is merged, and this one is told once and kept.
  private void assertRefused(String path, String why) {
    var before = tree();
    edits.roadmap(DONE + "\nAdded.\n");

    var first = harness.run();
    var second = harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(second.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.show("main", ROADMAP.value())).contains("Added.");
    assertThat(tree()).isEqualTo(before);
    assertThat(pending()).containsExactly(path);
    assertThat(told())
        .singleElement()
        .asString()
        .contains("Your edit of " + path + " was not merged", why);
  }

  /// Somebody makes what an edit cannot: links and submodules.
  private void somebodyMakes(Path clone, ThrowingAction action) throws IOException {
    Repositories.git(directory, "clone", "-q", harness.bare.toString(), clone.toString());
    action.run();
    Repositories.git(
        clone, "-c", "user.name=S", "-c", "user.email=s@example.org", "commit", "-qm", "By hand");
    Repositories.git(clone, "push", "-q", "origin", "main");
  }

  @FunctionalInterface
  private interface ThrowingAction {
    void run() throws IOException;
  }

  private void link(String path, String target) throws IOException {
    var clone = directory.resolve("with-" + path);
    somebodyMakes(
        clone,
        () -> {
          Files.createSymbolicLink(clone.resolve(path), Path.of(target));
          Repositories.git(clone, "add", path);
        });
  }

  @Test
  @FaultRow("X11")
  void ofTwoNewFilesThatNeedOnePlaceTheEarlierIsMerged() {
    edit("notes", "a file\n");
    edit("notes/a.md", "in a directory\n");

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);

    assertThat(harness.show("main", "notes")).isEqualTo("a file\n");
    assertThat(pending()).containsExactly("notes/a.md");
    assertThat(told())
        .singleElement()
        .asString()
        .contains("Your edit of notes/a.md was not merged", "'notes'");
  }

  @Test
  @FaultRow("X11")
  void fileInADirectoryThatWasSavedFirstIsMergedAndTheFileOfItsNameIsNot() {
    edit("notes/a.md", "in a directory\n");
    edit("notes", "a file\n");

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);

    assertThat(harness.show("main", "notes/a.md")).isEqualTo("in a directory\n");
    assertThat(pending()).containsExactly("notes");
    assertThat(told()).singleElement().asString().contains("Your edit of notes was not merged");
  }

  @Test
  @FaultRow("X11")
  void fileIsNotReplacedByADirectory() {
    edit("README.md/x", "below a file\n");
    assertRefused("README.md/x", "'README.md' is a file");
    assertThat(harness.show("main", "README.md")).isEqualTo("# A project\n");
  }

  @Test
  void directoryIsNotReplacedByAFile() {
    edit("docs", "a file\n");
    assertRefused("docs", "is a directory");
  }

  @Test
  void submoduleIsNotReplaced() throws IOException {
    var clone = directory.resolve("with-module");
    var module = "160000," + "1".repeat(40) + ",module";
    somebodyMakes(
        clone, () -> Repositories.git(clone, "update-index", "--add", "--cacheinfo", module));
    edit("module/a.md", "inside\n");
    assertRefused("module/a.md", "'module' is a submodule");
    assertThat(harness.git("ls-tree", "main", "module")).contains("160000");
  }

  @Test
  @FaultRow("X11")
  void ofTwoPathsToOneFileOneIsMergedARun() throws IOException {
    link("PLAN.md", ROADMAP.value());
    edits.files.mirror(new FilePath("PLAN.md"), DONE.getBytes(UTF_8));
    edit("PLAN.md", "# By the link\n" + DONE);
    edits.roadmap(DONE + "\nBy its name.\n");

    harness.run();
    assertThat(pending()).containsExactly(ROADMAP.value());
    harness.run();

    assertThat(harness.show("main", ROADMAP.value())).contains("# By the link", "By its name.");
    assertThat(harness.git("ls-tree", "main", "PLAN.md")).startsWith("120000");
    assertThat(pending()).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void editThatCannotBeCommittedKeepsNoOtherWaitingOnARefusedBase() {
    edit("big.bin", POINTER);
    edits.roadmap(DONE + "\nAdded.\n");
    harness.remotes = ProtectedBase::new;

    harness.run();
    harness.run();

    var branch = harness.git("branch", "--list", "code-developer/edits-*").strip();
    assertThat(harness.changed(branch)).containsExactly(ROADMAP.value());
    assertThat(told()).hasSize(1);
  }

  @Test
  void newFileGoesWhereALinkAmongItsDirectoriesLeads() throws IOException {
    link("manual", "docs");
    edit("manual/new/notes.md", "new\n");

    harness.run();

    assertThat(harness.show("main", "docs/new/notes.md")).isEqualTo("new\n");
    assertThat(harness.git("ls-tree", "main", "manual")).startsWith("120000");
    assertThat(pending()).isEmpty();
  }

  @Test
  void newFileGoesWhereALinkToNothingLeads() throws IOException {
    link("NOTES.md", "docs/notes.md");
    edit("NOTES.md", "new\n");

    harness.run();

    assertThat(harness.show("main", "docs/notes.md")).isEqualTo("new\n");
    assertThat(harness.git("ls-tree", "main", "NOTES.md")).startsWith("120000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../outside", ".git/config", "none/../README.md", "out"})
  void linkToWhereNothingMayBeWrittenIsNotFollowed(String target) throws IOException {
    link("out", target);
    edit("out", "new\n");
    assertRefused("out", "'out'");
  }

  @Test
  void fileThatLiesDeeperThanTheDaemonReadsIsRefusedBeforeATreeIsMade() {
    var path = "a/".repeat(100) + "b";
    edit(path, "deep\n");
    var trees = new AtomicInteger();
    harness.remotes = remote -> new CountedTrees(remote, trees);
    harness.run();
    assertThat(trees).as("what every run looks through").hasValue(1);
    assertRefused(path, "100 deep");
  }

  @Test
  void fewOfManyThatCannotBeCommittedCostFewTries() {
    IntStream.range(0, 16).forEach(n -> edit("n" + n, n == 3 ? POINTER : n + "\n"));
    var trees = new AtomicInteger();
    harness.remotes = remote -> new CountedTrees(remote, trees);

    harness.run();
    assertThat(trees).hasValueLessThanOrEqualTo(12);
    assertThat(pending()).containsExactly("n3");
    assertThat(harness.show("main", "n15")).isEqualTo("15\n");

    harness.run();
    trees.set(0);
    harness.run();
    assertThat(trees).as("what every run looks through").hasValue(1);
    assertThat(told()).hasSize(1);
  }

  /// Counts how often a tree is looked through.
  private static final class CountedTrees extends OtherRemote {
    private final AtomicInteger trees;

    CountedTrees(RemoteRepository remote, AtomicInteger trees) {
      super(remote);
      this.trees = trees;
    }

    @Override
    public TreeReport inspect(CommitId commit) {
      trees.incrementAndGet();
      return super.inspect(commit);
    }
  }

  @Test
  void contentThatGitLfsWouldTakeForItsOwnIsRefused() {
    edit("big.bin", POINTER);
    assertRefused("big.bin", "Git LFS");
  }

  @Test
  void nameThatDiffersFromAnotherOnlyInCaseIsRefused() {
    edit("readme.MD", "another\n");
    assertRefused("readme.MD", "'README.md'");
    assertThat(harness.show("main", "README.md")).isEqualTo("# A project\n");
  }

  @Test
  void filesWhoseNamesDifferOnlyInCaseAreEditedWhereTheRepositoryHasBoth() {
    harness.somebodyCommits("main", "Notes/a.md", "first\n");
    harness.somebodyCommits("main", "notes/b.md", "second\n");
    harness.run();
    edit("Notes/a.md", "first, edited\n");
    edit("notes/b.md", "second, edited\n");

    harness.run();

    assertThat(harness.show("main", "Notes/a.md")).contains("edited");
    assertThat(harness.show("main", "notes/b.md")).contains("edited");
    assertThat(told()).isEmpty();
  }

  @Test
  void ofTwoNewFilesWhoseNamesDifferOnlyInCaseTheEarlierIsMerged() {
    edit("Notes/a.md", "first\n");
    edit("notes/b.md", "second\n");

    harness.run();
    harness.run();

    assertThat(tree()).contains("Notes/a.md").doesNotContain("notes/b.md");
    assertThat(pending()).containsExactly("notes/b.md");
    assertThat(told()).hasSize(1);
  }
}
