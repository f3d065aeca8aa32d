package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.daemon.Projects;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.job.git.WorkTree;
import io.codedeveloper.job.host.GitHost.Creation;
import io.codedeveloper.job.host.GitHost.NewPullRequest;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.platform.Fields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The pull request of edits that the base branch does not take directly: one for all that are
/// pending. Later edits go into it as long as it is open and nobody else has worked on its branch.
///
/// The project remembers which edits were proposed where, so that those whose pull request the user
/// closed are not proposed again.
final class EditProposal {
  /// How the keys start that stand in place of a priority's in markers.
  static final String KEY = "edits-";

  /// Stands for the iteration in the trailer that makes a commit the daemon's own.
  private static final String OWN = "edits";

  private static final String PROPOSED = "proposedEdits";

  private final Work work;
  private final Set<PendingEdit> edits;
  private final Change change;
  private final String reason;
  private Optional<String> refusal = Optional.empty();

  /// @param reason why the base branch does not take them, for people
  EditProposal(Work work, Set<PendingEdit> edits, Change change, String reason) {
    this.work = work;
    this.edits = edits;
    this.change = change;
    this.reason = reason;
  }

  /// The edited files on the head of the base branch.
  record Change(WorkTree tree, WorkTree.Commit message, List<String> paths) {
    /// The commit for the base branch.
    CommitId commit() {
      return tree.commit(message, paths);
    }

    /// The commit for a branch of the daemon.
    private CommitId own() {
      return tree.commit(ownMessage(), paths);
    }

    private CommitId ownOver(CommitId earlier) {
      return tree.commitOver(earlier, ownMessage(), paths);
    }

    private WorkTree.Commit ownMessage() {
      return new WorkTree.Commit(
          message.message(),
          Map.of("Iteration-Id", OWN),
          message.authorName(),
          message.authorEmail(),
          message.at());
    }
  }

  /// @return the host's words when it does not take the branch either
  Optional<String> propose() {
    var key = KEY + fingerprint();
    var known = proposed();
    if (known.text("key").equals(Optional.of(key))) {
      return Optional.empty();
    }
    known
        .text("branch")
        .filter(branch -> isOpen(branch) && broughtUpToDate(branch))
        .or(() -> proposedAnew(key))
        .ifPresent(branch -> note(key, branch));
    return refusal;
  }

  /// As it is now: this run may have proposed some of them already.
  private Fields proposed() {
    return work.services().projects().require(work.project().id()).fields().fields(PROPOSED);
  }

  private boolean isOpen(String branch) {
    return work.host().find(branch).stream()
        .anyMatch(known -> known.state() == PullRequest.State.OPEN);
  }

  private boolean broughtUpToDate(String branch) {
    var ours = change.own();
    return switch (work.remote().compare(branch, ours, Set.of(OWN))) {
      case SAME -> true;
      case BEHIND_OURS -> pushed(branch, ours);
      case EARLIER_ATTEMPT -> {
        var earlier = work.remote().head(branch).orElseThrow();
        yield has(earlier, ours) || pushed(branch, change.ownOver(earlier));
      }
      case ABSENT, FOREIGN -> false;
    };
  }

  private boolean has(CommitId earlier, CommitId ours) {
    return change.paths().stream().allMatch(path -> blob(earlier, path).equals(blob(ours, path)));
  }

  private Optional<String> blob(CommitId commit, String path) {
    return work.remote().read(commit, path).map(TreeFile::content).map(Files::gitBlobId);
  }

  private boolean pushed(String branch, CommitId commit) {
    work.checkFence();
    if (!(work.remote().push(branch, commit) instanceof PushResult.Pushed)) {
      return false;
    }
    work.say("your edits of %s went into the pull request of %s".formatted(names(edits), branch));
    return true;
  }

  /// The same edits have the same branch and pull request, wherever the base branch is by now.
  private Optional<String> proposedAnew(String key) {
    var branch = BranchName.PREFIX + key;
    if (!work.host().find(branch).isEmpty()) {
      return Optional.of(branch);
    }
    work.checkFence();
    if (work.remote().head(branch).isEmpty() && !begun(branch)) {
      work.say("your edits of %s stay pending: %s".formatted(names(edits), reason));
      return Optional.empty();
    }
    return switch (work.host().create(request(key, branch))) {
      case Creation.Made(var made) -> {
        work.say(
            "your edits of %s wait in pull request #%d".formatted(names(edits), made.number()));
        yield Optional.of(branch);
      }
      case Creation.Existing(var found) -> Optional.of(branch);
      case Creation.NoChange() -> Optional.empty();
    };
  }

  private boolean begun(String branch) {
    return switch (work.remote().push(branch, change.own())) {
      case PushResult.Pushed() -> true;
      case PushResult.NotFastForward() -> false;
      case PushResult.Refused(var words) -> {
        refusal = Optional.of(words);
        yield false;
      }
    };
  }

  private void note(String key, String branch) {
    var proposed = Fields.empty().with("key", key).with("branch", branch);
    work.services()
        .leases()
        .fenced(
            work.project().id(),
            work.fence(),
            (tx, now) -> Projects.put(tx, now.with(PROPOSED, proposed)));
  }

  private NewPullRequest request(String key, String branch) {
    var redactor = work.services().redactor();
    return new NewPullRequest(
        branch,
        work.project().settings().baseBranch(),
        redactor.redact("Edit " + names(edits)),
        redactor.redact(
            "Edits made through code-developer. The base branch does not take them directly: "
                + reason),
        PullRequestText.marker(work.project().id().value(), key),
        false);
  }

  /// Ten hexadecimal digits that tell these edits from others.
  private String fingerprint() {
    var all =
        edits.stream()
            .map(edit -> edit.path().value() + " " + Files.gitBlobId(edit.content()) + "\n")
            .sorted()
            .collect(Collectors.joining());
    return Files.gitBlobId(all.getBytes(UTF_8)).substring(0, 10);
  }

  /// The paths of edits, for people.
  static String names(Collection<PendingEdit> edits) {
    return edits.stream().map(edit -> edit.path().value()).collect(Collectors.joining(", "));
  }
}
