package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static io.codedeveloper.job.iteration.Edits.ROADMAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.testing.FaultRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Edits that the host takes on no branch: a workflow without the right to change one, what it
/// takes for a secret.
final class HostRefusedEditsTest extends EditsCase {
  private static final String WORKFLOW = ".github/workflows/ci.yml";

  private final List<String> pushes = new ArrayList<>();

  @BeforeEach
  void refuse() {
    harness.remotes = NoWorkflows::new;
  }

  /// Refuses whatever has the workflow in it.
  private final class NoWorkflows extends OtherRemote {
    NoWorkflows(RemoteRepository remote) {
      super(remote);
    }

    @Override
    public PushResult push(String branch, CommitId commit) {
      pushes.add(branch);
      return read(commit, WORKFLOW).isPresent()
          ? new PushResult.Refused("refusing to allow a token to create workflow")
          : super.push(branch, commit);
    }
  }

  private List<String> pending() {
    return edits.files.pendingEdits().stream().map(PendingEdit::path).map(FilePath::value).toList();
  }

  private void assertToldOnce() {
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(told -> {
          assertThat(told.title()).isEqualTo("Your edit of " + WORKFLOW + " was not merged");
          assertThat(told.message()).contains("refusing to allow", "Save it again");
        });
  }

  @Test
  @FaultRow("X11")
  void oneOfThemKeepsNoOtherWaiting() {
    edits.write(new FilePath("first.md"), "first\n");
    edits.write(new FilePath(WORKFLOW), "on: push\n");
    IntStream.range(0, 5).forEach(n -> edits.write(new FilePath("n" + n), n + "\n"));
    edits.roadmap(DONE + "\nAdded.\n");

    assertThat(harness.run().outcome()).contains(IterationOutcome.NOTHING_TO_DO);

    assertThat(harness.show("main", ROADMAP.value())).contains("Added.");
    assertThat(harness.show("main", "first.md")).isEqualTo("first\n");
    assertThat(harness.show("main", "n4")).isEqualTo("4\n");
    assertThat(pending()).containsExactly(WORKFLOW);
    assertToldOnce();
  }

  @Test
  @FaultRow("X11")
  void oneOfThemKeepsTheOthersOutOfNoPullRequest() {
    harness.remotes = remote -> new ProtectedBase(new NoWorkflows(remote));
    edits.write(new FilePath("first.md"), "first\n");
    edits.write(new FilePath(WORKFLOW), "on: push\n");
    edits.roadmap(DONE + "\nAdded.\n");

    harness.run();
    var branch = harness.git("branch", "--list", "code-developer/edits-*").strip();
    var proposed = harness.git("rev-parse", branch);
    harness.run();

    assertThat(harness.changed(branch)).containsExactly(ROADMAP.value(), "first.md");
    assertThat(harness.git("rev-parse", branch)).as("once").isEqualTo(proposed);
    assertToldOnce();
  }

  /// A rule about names of branches, an outage: nothing that an edit could change.
  private final class NothingAtAll extends OtherRemote {
    NothingAtAll(RemoteRepository remote) {
      super(remote);
    }

    @Override
    public PushResult push(String branch, CommitId commit) {
      pushes.add(branch);
      return new PushResult.Refused("this repository is archived");
    }
  }

  @Test
  void whereNothingIsTakenPeopleAreToldOnceAndAllIsOfferedAgain() {
    IntStream.range(0, 40).forEach(n -> edits.write(new FilePath("n" + n), n + "\n"));
    harness.remotes = NothingAtAll::new;
    harness.run();
    harness.run();

    assertThat(pushes).hasSizeLessThan(80);
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains("this repository is archived"));

    harness.remotes = remote -> remote;
    harness.run();
    assertThat(pending()).isEmpty();
  }

  /// Somebody pushes whenever something could be taken.
  private final class NoWorkflowsOnAMovingBranch extends OtherRemote {
    NoWorkflowsOnAMovingBranch(RemoteRepository remote) {
      super(remote);
    }

    @Override
    public PushResult push(String branch, CommitId commit) {
      var isRefused = read(commit, WORKFLOW).isPresent();
      pushes.add(isRefused ? WORKFLOW : branch);
      return isRefused
          ? new PushResult.Refused("refusing to allow a token to create workflow")
          : new PushResult.NotFastForward();
    }
  }

  @Test
  void whatWasFoundIsKeptWhereTheBranchMovesMeanwhile() {
    edits.write(new FilePath(WORKFLOW), "on: push\n");
    edits.write(new FilePath("other.md"), "other\n");
    harness.remotes = NoWorkflowsOnAMovingBranch::new;
    harness.run();
    assertThat(pushes).contains(WORKFLOW);
    pushes.clear();

    harness.run();

    assertThat(pushes).isNotEmpty().doesNotContain(WORKFLOW);
  }

  @Test
  void theyAreOfferedOnceAndAgainWhenTheyAreSaved() {
    edits.write(new FilePath(WORKFLOW), "on: push\n");
    harness.run();
    assertThat(pushes).hasSize(2);
    pushes.clear();

    harness.run();
    assertThat(pushes).isEmpty();

    edits.write(new FilePath(WORKFLOW), "on: pull_request\n");
    harness.run();
    assertThat(pushes).hasSize(2);
  }
}
