package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static io.codedeveloper.job.iteration.Edits.ROADMAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.file.Copy;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Edits and copies of what the repository changed meanwhile.
final class LateEditsTest {
  private static final FilePath NOTES = new FilePath("notes.md");

  @TempDir Path directory;
  private Harness harness;
  private Edits edits;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(DONE);
    edits = new Edits(harness);
    harness.somebodyCommits("main", NOTES.value(), "a\nb\nc\n");
    harness.run();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private void somebodyDeletes(String path) {
    var clone = directory.resolve("deleting");
    Repositories.git(directory, "clone", "-q", harness.bare.toString(), clone.toString());
    Repositories.git(clone, "rm", "-q", path);
    Repositories.git(
        clone, "-c", "user.name=S", "-c", "user.email=s@example.org", "commit", "-qm", "Gone");
    Repositories.git(clone, "push", "-q", "origin", "main");
  }

  @Test
  void fileThatWasDeletedIsNotMadeAnewByAnEditThatChangedNothing() {
    edits.write(NOTES, "a\nb\nc\n");
    somebodyDeletes(NOTES.value());

    harness.run();

    assertThat(harness.git("ls-tree", "--name-only", "main").lines()).doesNotContain("notes.md");
    assertThat(edits.files.pendingEdits()).isEmpty();
    assertThat(edits.files.read(NOTES)).isEmpty();
    assertThat(harness.notifications()).isEmpty();
  }

  @Test
  @FaultRow("X11")
  void secondSaveWhileTheFirstIsMergedIsMergedToo() {
    edits.write(NOTES, "A\nb\nc\n");
    harness.somebodyCommits("main", NOTES.value(), "a\nb\nC\n");
    var saved = new AtomicBoolean();
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public PushResult push(String branch, CommitId commit) {
                if (!saved.getAndSet(true)) {
                  edits.write(NOTES, "A, and more\nb\nc\n");
                }
                return super.push(branch, commit);
              }
            };

    harness.run();
    assertThat(harness.show("main", NOTES.value())).isEqualTo("A\nb\nC\n");
    harness.run();

    assertThat(harness.show("main", NOTES.value())).isEqualTo("A, and more\nb\nC\n");
    assertThat(edits.files.pendingEdits()).isEmpty();
    assertThat(harness.notifications()).isEmpty();
  }

  @Test
  @FaultRow("P3")
  void roadmapWithASecretIsShownToNobody() {
    harness.somebodyCommits("main", ROADMAP.value(), DONE + "\nToken: " + Harness.SECRET + "\n");

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(edits.files.read(ROADMAP)).isEmpty();
    assertThat(edits.files.unread(ROADMAP)).contains(Copy.SECRET);

    harness.somebodyCommits("main", ROADMAP.value(), DONE + "\nNo token.\n");
    harness.run();
    assertThat(edits.files.read(ROADMAP).orElseThrow().text()).contains("No token.");
  }
}
