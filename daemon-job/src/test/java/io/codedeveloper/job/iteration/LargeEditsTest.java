package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static io.codedeveloper.job.iteration.Edits.ROADMAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.testing.FaultRow;
import org.junit.jupiter.api.Test;

/// Edits that are too many, or too long, for one run's memory.
final class LargeEditsTest extends EditsCase {
  /// Four of them are what one run takes, five are not.
  private static final String LARGE = ("x".repeat(999) + "\n").repeat(9_000);

  private void fiveOf(String path) {
    for (var n = 1; n <= 5; n++) {
      edits.write(new FilePath(path.formatted(n)), LARGE);
    }
  }

  @Test
  @FaultRow("X11")
  void moreThanOneRunTakesIsMergedByAndBy() {
    fiveOf("%d.txt");

    harness.run();
    assertThat(edits.files.pendingEdits())
        .singleElement()
        .satisfies(edit -> assertThat(edit.path().value()).isEqualTo("5.txt"));
    assertThat(harness.said).anyMatch(line -> line.contains("1 more"));

    harness.run();
    assertThat(edits.files.pendingEdits()).isEmpty();
  }

  @Test
  @FaultRow("X11")
  void thoseThatAreRefusedKeepNoOtherWaiting() {
    fiveOf("README.md/%d");
    edits.roadmap(DONE + "\nAdded.\n");

    harness.run();
    harness.run();

    assertThat(harness.show("main", ROADMAP.value())).contains("Added.");
    assertThat(edits.files.pendingEdits()).hasSize(5);
    assertThat(harness.notifications()).hasSize(5);
  }

  @Test
  void thoseThatWereToldOfKeepNoOtherWaitingWhereTheBranchMoves() {
    fiveOf("README.md/%d");
    edits.roadmap(DONE + "\nAdded.\n");

    harness.run();
    harness.somebodyCommits("main", "theirs.txt", "theirs\n");
    harness.run();

    assertThat(harness.show("main", ROADMAP.value())).contains("Added.");
  }

  @Test
  void textOfTooManyLinesIsNotMerged() {
    var path = new FilePath("lines.txt");
    edits.write(path, "mine\n".repeat(200_001));
    harness.somebodyCommits("main", path.value(), "theirs\n");

    harness.run();

    assertThat(edits.files.read(path).orElseThrow().text()).startsWith("mine");
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains("200,000 lines", "with git"));
  }
}
