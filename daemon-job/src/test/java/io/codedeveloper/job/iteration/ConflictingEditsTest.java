package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static io.codedeveloper.job.iteration.Edits.ROADMAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.testing.FaultRow;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people saved of files that the repository changed meanwhile.
final class ConflictingEditsTest extends EditsCase {
  @Test
  @FaultRow({"X11", "R10"})
  void changesOfBothSidesAreMerged() {
    edits.roadmap(DONE + "\nAdded at the end.\n");
    harness.somebodyCommits("main", "docs/ROADMAP.md", "# Roadmap\n\n" + DONE);

    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md"))
        .isEqualTo("# Roadmap\n\n" + DONE + "\nAdded at the end.\n");
  }

  @Test
  @FaultRow({"X11", "R10"})
  void aConflictIsToldOnceAndLosesNeitherSide() {
    edits.roadmap(DONE.replace("Old", "Mine"));
    harness.somebodyCommits("main", "docs/ROADMAP.md", DONE.replace("Old", "Theirs"));

    harness.run();
    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md")).contains("Theirs");
    assertThat(edits.files.read(ROADMAP).orElseThrow().text())
        .containsSubsequence("<<<<<<< ours", "Mine", "======= theirs", "Theirs", ">>>>>>> theirs");
    assertThat(harness.notifications())
        .filteredOn(one -> one.title().contains("docs/ROADMAP.md"))
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains("project-manager edit roadmap"));
  }

  @Test
  @FaultRow({"X11", "R10"})
  void whatTheEditorMakesOfAConflictReachesTheRepository() {
    edits.roadmap(DONE.replace("Old", "Mine"));
    harness.somebodyCommits("main", "docs/ROADMAP.md", DONE.replace("Old", "Theirs"));
    harness.run();

    edits.roadmap(DONE.replace("Old", "Mine and theirs"));
    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md")).contains("Mine and theirs");
    assertThat(edits.files.pendingEdits()).isEmpty();
  }

  @Test
  @FaultRow({"X11", "R10"})
  void newFileThatTheRepositoryHasGotMeanwhileIsAConflictWithBothTexts() {
    var path = new FilePath("docs/Ann's notes.md");
    edits.write(path, "mine\n");
    harness.somebodyCommits("main", path.value(), "theirs\n");

    harness.run();

    assertThat(harness.show("main", path.value())).isEqualTo("theirs\n");
    assertThat(edits.files.read(path).orElseThrow().text())
        .isEqualTo("<<<<<<< ours\nmine\n======= theirs\ntheirs\n>>>>>>> theirs\n");
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(told ->
            assertThat(told.message()).endsWith("project-manager edit 'docs/Ann'\\''s notes.md'"));
  }

  @Test
  @FaultRow("P3")
  void secretOfTheRepositoryIsNotPutIntoAConflict() {
    edits.write(new FilePath("settings.ini"), "token = mine\n");
    harness.somebodyCommits("main", "settings.ini", "token = " + Harness.SECRET + "\n");

    harness.run();
    harness.run();

    assertThat(edits.files.read(new FilePath("settings.ini")).orElseThrow().text())
        .isEqualTo("token = mine\n");
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains("with git"));
  }

  @Test
  void conflictThatIsLargerThanCanBeReadIsKeptAsItIs() {
    var line = "x".repeat(99) + "\n";
    edits.write(new FilePath("large.txt"), line.replace("x", "y").repeat(60_000));
    harness.somebodyCommits("main", "large.txt", line.repeat(60_000));

    harness.run();

    assertThat(edits.files.read(new FilePath("large.txt")).orElseThrow().text())
        .startsWith("y")
        .hasSize(6_000_000);
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains("with git"));
  }

  @Test
  void fileThatRightlyHoldsMarksIsEdited() {
    var fixture = "<<<<<<< ours\na\n======= theirs\nb\n>>>>>>> theirs\n";
    harness.somebodyCommits("main", "fixture.txt", fixture);
    harness.run();
    edits.write(new FilePath("fixture.txt"), fixture + "more\n");

    harness.run();

    assertThat(harness.show("main", "fixture.txt")).isEqualTo(fixture + "more\n");
    assertThat(edits.files.pendingEdits()).isEmpty();
  }

  @Test
  void marksThatAreLeftAreToldOnceMore() {
    edits.roadmap(DONE.replace("Old", "Mine"));
    harness.somebodyCommits("main", "docs/ROADMAP.md", DONE.replace("Old", "Theirs"));
    harness.run();
    edits.roadmap(edits.files.read(ROADMAP).orElseThrow().text() + "More.\n");

    harness.run();
    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md")).doesNotContain("<<<<<<<", "More.");
    assertThat(harness.notifications()).hasSize(2);
  }

  @Test
  @FaultRow("X11")
  void conflictOfWhatIsNoTextIsToldOnceAndLosesNeitherSide() {
    var path = new FilePath("logo.bin");
    edits.files.write(path, new byte[] {(byte) 0xff, 0}, "ann", Optional.empty());
    harness.somebodyCommits("main", path.value(), "theirs\n");

    harness.run();
    harness.run();

    assertThat(harness.show("main", path.value())).isEqualTo("theirs\n");
    assertThat(edits.files.read(path).orElseThrow().content()).containsExactly(0xff, 0);
    assertThat(harness.notifications())
        .filteredOn(one -> one.title().contains("logo.bin"))
        .hasSize(1);
  }
}
