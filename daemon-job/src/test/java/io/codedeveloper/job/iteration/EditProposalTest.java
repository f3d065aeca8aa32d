package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Edits where the base branch takes no push.
final class EditProposalTest {
  private static final String DONE = "### PRIORITY 1: Old\n**Status**: ✅ Complete\n";
  private static final FilePath ROADMAP = new FilePath(ProjectSettings.DEFAULT_ROADMAP_PATH);

  @TempDir Path directory;
  private Harness harness;
  private Files files;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(DONE);
    files =
        new Files(
            harness.platform.ports().blobs(),
            harness.platform.ports().clock(),
            Harness.PROJECT,
            ROADMAP);
    harness.run();
    harness.remotes = ProtectedBase::new;
    edit(ROADMAP, DONE + "\nFirst.\n");
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

    edit(ROADMAP, DONE + "\nFirst.\nSecond.\n");
    edit(new FilePath("docs/notes.md"), "A note.\n");
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
    edit(ROADMAP, DONE + "\nSecond.\n");

    harness.run();

    assertThat(harness.changed(theOneProposal().headBranch())).containsExactly("docs/ROADMAP.md");
  }

  @Test
  @FaultRow("P19")
  void editsWhosePullRequestWasClosedAreNotProposedAgainButLaterOnesAre() {
    edit(ROADMAP, DONE + "\nSecond.\n");
    harness.run();
    harness.host().close(theOneProposal());

    harness.run();
    assertThat(proposals()).isEmpty();

    edit(ROADMAP, DONE + "\nThird.\n");
    harness.run();
    assertThat(harness.show(theOneProposal().headBranch(), "docs/ROADMAP.md")).contains("Third.");
  }

  @Test
  @FaultRow("P7")
  void aBranchThatSomebodyWorksOnStaysAsItIs() {
    var theirs = theOneProposal().headBranch();
    harness.somebodyCommits(theirs, "docs/ROADMAP.md", DONE + "\nFirst, corrected.\n");
    edit(ROADMAP, DONE + "\nSecond.\n");

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

  private void edit(FilePath path, String content) {
    files.write(path, content.getBytes(UTF_8), "ann", Optional.empty());
  }
}
