package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Edits.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Edits where the base branch takes no push.
final class EditProposalTest {
  @TempDir Path directory;
  private Harness harness;
  private Edits edits;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(DONE);
    edits = new Edits(harness);
    harness.run();
    harness.remotes = ProtectedBase::new;
    edits.roadmap(DONE + "\nFirst.\n");
    harness.run();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  @FaultRow("X11")
  void laterEditsGoIntoThePullRequestThatIsOpen() {
    var branch = theOneProposal().headBranch();

    edits.roadmap(DONE + "\nFirst.\nSecond.\n");
    edits.write(new FilePath("docs/notes.md"), "A note.\n");
    harness.run();
    var updated = harness.git("rev-parse", branch);
    harness.run();

    assertThat(theOneProposal().headBranch()).isEqualTo(branch);
    assertThat(harness.show(branch, "docs/ROADMAP.md")).isEqualTo(DONE + "\nFirst.\nSecond.\n");
    assertThat(harness.show(branch, "docs/notes.md")).isEqualTo("A note.\n");
    assertThat(harness.git("rev-parse", branch)).as("once").isEqualTo(updated);
    assertThat(harness.log(branch)).startsWith("ann <");
    assertThat(branches()).hasSize(1);
  }

  @Test
  void aBaseThatMovedOnComesWithTheLaterEdit() {
    harness.somebodyCommits("main", "README.md", "# Another\n");
    edits.roadmap(DONE + "\nSecond.\n");

    harness.run();

    assertThat(harness.changed(theOneProposal().headBranch())).containsExactly("docs/ROADMAP.md");
  }

  @Test
  @FaultRow("P19")
  void editsWhosePullRequestWasClosedAreNotProposedAgainButLaterOnesAre() {
    edits.roadmap(DONE + "\nSecond.\n");
    harness.run();
    harness.host().close(theOneProposal());

    harness.run();
    assertThat(proposals()).isEmpty();

    edits.roadmap(DONE + "\nThird.\n");
    harness.run();
    assertThat(harness.show(theOneProposal().headBranch(), "docs/ROADMAP.md")).contains("Third.");
  }

  @Test
  @FaultRow("P7")
  void aBranchThatSomebodyWorksOnStaysAsItIs() {
    var theirs = theOneProposal().headBranch();
    harness.somebodyCommits(theirs, "docs/ROADMAP.md", DONE + "\nFirst, corrected.\n");
    edits.roadmap(DONE + "\nSecond.\n");

    harness.run();

    assertThat(harness.show(theirs, "docs/ROADMAP.md")).contains("corrected");
    assertThat(proposals()).hasSize(2);
  }

  private PullRequest theOneProposal() {
    assertThat(proposals()).hasSize(1);
    return proposals().getFirst();
  }

  private List<PullRequest> proposals() {
    var start = PullRequestText.markerStart(Harness.PROJECT.value());
    return harness.host().findOpenByMarker(start).stream()
        .map(GitHost.Marked::pullRequest)
        .toList();
  }

  private List<String> branches() {
    return harness.git("branch", "--list", "code-developer/edits-*").lines().toList();
  }
}
