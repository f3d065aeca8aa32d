package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static io.codedeveloper.job.iteration.Edits.ROADMAP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.file.Copy;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.RepositoryFile;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people saved, on its way into the repository.
final class PendingEditsTest extends EditsCase {
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
  @FaultRow("P3")
  void secretOfTheRepositoryBesideAnEditIsNotCopied() {
    var before = "one\ntwo\nthree\nfour\nfive\n";
    harness.somebodyCommits("main", "settings.ini", before);
    harness.run();
    var path = new FilePath("settings.ini");
    edits.write(path, before.replace("one", "ONE"));
    harness.somebodyCommits("main", path.value(), before.replace("five", Harness.SECRET));
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public List<RepositoryFile> files(CommitId commit) {
                throw new TransientException("not now");
              }
            };

    harness.run();

    assertThat(harness.show("main", path.value())).contains("ONE", Harness.SECRET);
    assertThat(edits.files.pendingEdits()).isEmpty();
    assertThat(edits.files.read(path)).isEmpty();
  }

  @Test
  void copiesThatCannotBeMadeKeepNoWorkWaiting() {
    edits.roadmap(DONE + "\nAdded.\n");
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public List<RepositoryFile> files(CommitId commit) {
                throw new InstallationException("no right to write", new IllegalStateException());
              }
            };

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(harness.show("main", "docs/ROADMAP.md")).contains("Added.");
  }

  @Test
  void whatTheInstallationLacksIsNotHeldAgainstAnEdit() {
    edits.roadmap(DONE + "\nAdded.\n");
    harness.remotes =
        remote ->
            new OtherRemote(remote) {
              @Override
              public String place(CommitId commit, String path) {
                throw new InstallationException("no right to read", new IllegalStateException());
              }
            };

    assertThat(harness.run().outcome()).isNotEqualTo(Optional.of(IterationOutcome.NOTHING_TO_DO));
    assertThat(harness.notifications()).noneMatch(told -> told.title().startsWith("Your edit of"));
  }

  @Test
  void fileOfTheRepositoryIsReadAndEdited() {
    harness.somebodyCommits("main", "docs/notes.md", "first\n");
    harness.run();
    assertThat(edits.files.read(new FilePath("docs/notes.md")).orElseThrow().text())
        .isEqualTo("first\n");

    edits.write(new FilePath("docs/notes.md"), "second\n");
    harness.run();

    assertThat(harness.show("main", "docs/notes.md")).isEqualTo("second\n");
    assertThat(edits.files.read(new FilePath("docs/notes.md")).orElseThrow().pending()).isFalse();
  }

  @Test
  @FaultRow("P3")
  void fileWithASecretIsNotCopied() {
    harness.somebodyCommits("main", "settings.ini", "token = " + Harness.SECRET + "\n");
    harness.run();
    assertThat(edits.files.read(new FilePath("settings.ini"))).isEmpty();
    assertThat(edits.files.unread(new FilePath("settings.ini"))).contains(Copy.SECRET);
  }

  @Test
  void fileThatIsNotCopiedIsReplacedAsAWhole() {
    harness.somebodyCommits("main", "settings.ini", "token = " + Harness.SECRET + "\n");
    harness.run();
    edits.write(new FilePath("settings.ini"), "token = elsewhere\n");
    harness.run();
    assertThat(harness.show("main", "settings.ini")).isEqualTo("token = elsewhere\n");
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
