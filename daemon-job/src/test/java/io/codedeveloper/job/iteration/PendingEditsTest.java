package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static io.codedeveloper.job.iteration.Edits.ROADMAP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PendingEditsTest {
  @TempDir Path directory;
  private Harness harness;
  private Edits edits;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(DONE);
    edits = new Edits(harness);
    harness.run();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theRoadmapCanBeReadAfterTheFirstRun() {
    assertThat(edits.files.read(ROADMAP).orElseThrow().content()).isEqualTo(DONE.getBytes(UTF_8));
  }

  @Test
  void anEditReachesTheBaseBranchUnderItsEditorsName() {
    edits.roadmap(DONE + "\n### PRIORITY 2: New\n**Status**: ⏸️ Blocked\n");

    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md")).contains("PRIORITY 2: New");
    assertThat(harness.log("main")).contains("ann <", "Edit docs/ROADMAP.md");
    assertThat(edits.files.pendingEdits()).isEmpty();
  }

  @Test
  @FaultRow("R10")
  void theRepositoryWinsOverAStoredCopyThatNobodyEdited() {
    var before = harness.git("rev-parse", "main");
    edits.files.mirror(ROADMAP, "# What the store has\n".getBytes(UTF_8));

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(edits.files.read(ROADMAP).orElseThrow().content()).isEqualTo(DONE.getBytes(UTF_8));
    assertThat(harness.git("rev-parse", "main")).isEqualTo(before);
  }

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
    assertThat(edits.files.pendingEdits())
        .singleElement()
        .satisfies(kept -> assertThat(new String(kept.content(), UTF_8)).contains("Mine"));
    assertThat(harness.notifications())
        .filteredOn(one -> one.title().contains("docs/ROADMAP.md"))
        .hasSize(1);
  }

  @Test
  @FaultRow("R8")
  void anEditWhosePushWasNeverAcknowledgedIsFoundInTheRepository() {
    edits.roadmap(DONE + "\nAdded.\n");
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public PushResult push(String branch, CommitId commit) {
                super.push(branch, commit);
                throw new TransientException("the answer was lost");
              }
            };
    assertThat(harness.run().outcome()).contains(IterationOutcome.TRY_AGAIN);
    var pushed = harness.git("rev-parse", "main");
    harness.remotes = remote -> remote;

    harness.run();

    assertThat(harness.git("rev-parse", "main")).isEqualTo(pushed);
    assertThat(edits.files.pendingEdits()).isEmpty();
  }

  @Test
  @FaultRow("P3")
  void aSecretInAnEditIsNotCommitted() {
    edits.roadmap(DONE + "\n" + Harness.SECRET + "\n");

    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md")).doesNotContain(Harness.SECRET);
    assertThat(harness.notifications().getFirst().message()).contains("secret");
  }

  @Test
  @FaultRow("X11")
  void anEditThatCannotBeReadIsToldOnceAndKeepsNobodyWaiting() {
    var blobs = harness.platform.ports().blobs();
    var damaged = "projects/project/pending_edits/docs/notes.md";
    blobs.write(damaged, "code-developer edit 1\n".getBytes(UTF_8), new Precondition.None());
    edits.roadmap(DONE + "\nAdded.\n");

    var first = harness.run();
    harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.show("main", "docs/ROADMAP.md")).contains("Added.");
    assertThat(harness.notifications())
        .filteredOn(one -> one.title().contains("cannot be read"))
        .hasSize(1);
    assertThat(blobs.read(damaged)).isPresent();
  }

  @Test
  void anEditOfWhatCannotBeEditedIsToldOnceAndKeepsNobodyWaiting() {
    edits.write(new FilePath("docs"), "a directory\n");
    edits.roadmap(DONE + "\nAdded.\n");

    harness.run();
    harness.run();

    assertThat(harness.show("main", "docs/ROADMAP.md")).contains("Added.");
    assertThat(harness.notifications())
        .filteredOn(one -> one.title().equals("Your edit of docs was not merged"))
        .hasSize(1);
  }

  @Test
  void aRefusedBaseBranchGetsOnePullRequest() {
    edits.roadmap(DONE + "\nAdded.\n");
    harness.remotes = ProtectedBase::new;

    var first = harness.run();
    harness.run();

    assertThat(first.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.host().findOpenByMarker("x")).isEmpty();
    var branches = harness.git("branch", "--list", "code-developer/edits-*").strip();
    assertThat(branches.lines()).hasSize(1);
    assertThat(harness.pullRequests(branches))
        .singleElement()
        .satisfies(made -> assertThat(made.state()).isEqualTo(PullRequest.State.OPEN));
    assertThat(edits.files.pendingEdits()).hasSize(1);
  }

  @Test
  void aRefusedBaseBranchThatMovesOnGetsNoSecondPullRequest() {
    edits.roadmap(DONE + "\nAdded.\n");
    harness.remotes = ProtectedBase::new;
    harness.run();
    harness.somebodyCommits("main", "README.md", "# Another\n");

    harness.run();

    assertThat(harness.git("branch", "--list", "code-developer/edits-*").lines()).hasSize(1);
    assertThat(
            harness.host().findOpenByMarker(PullRequestText.markerStart(Harness.PROJECT.value())))
        .hasSize(1);
  }

  @Test
  void anEditThatTheRepositoryHasAmongOthersIsMerged() {
    edits.roadmap(DONE + "\nAdded.\n");
    harness.somebodyCommits("main", "docs/ROADMAP.md", "# Roadmap\n\n" + DONE + "\nAdded.\n");
    var head = harness.git("rev-parse", "main");

    harness.run();

    assertThat(harness.git("rev-parse", "main")).isEqualTo(head);
    assertThat(edits.files.pendingEdits()).isEmpty();
  }
}
