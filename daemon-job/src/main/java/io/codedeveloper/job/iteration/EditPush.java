package io.codedeveloper.job.iteration;

import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.iteration.Bisection.Refused;
import io.codedeveloper.platform.TransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Brings edits into the base branch, or into a pull request where that takes none.
///
/// For one file a host refuses the whole push: a workflow that the token may not change, what it
/// takes for a secret. Then parts of the edits are pushed, until those are found that it refuses
/// for themselves; a host that refuses one after the other takes nothing at present.
final class EditPush {
  /// So many refused edits, and none that was taken, are not the edits' fault.
  private static final int ENOUGH = 8;

  private final Work work;
  private final EditedTree tree;
  private final CommitId before;
  private final List<Refused<MergedEdit>> refused = new ArrayList<>();
  private CommitId head;
  private boolean anyTaken;

  EditPush(Work work, CommitId head, EditedTree tree) {
    this.work = work;
    this.tree = tree;
    this.before = head;
    this.head = head;
  }

  /// The base branch's head now.
  CommitId head() {
    return head;
  }

  /// Whether the base branch has what the host took.
  boolean isMerged() {
    return !head.equals(before);
  }

  /// Those that the host refused for themselves, as far as that is known by now.
  List<Refused<MergedEdit>> refused() {
    return List.copyOf(refused);
  }

  /// Whether the host seems to take no edit, whatever is in it.
  boolean takesNothing() {
    return !anyTaken && refused.size() >= ENOUGH;
  }

  /// Once the base branch has taken some, the others need its new head: they are left alone.
  ///
  /// @return what was taken
  List<MergedEdit> push(List<MergedEdit> edits) {
    return new Bisection<>(this::refusal, this::isEnded, refused::add).of(edits);
  }

  private boolean isEnded() {
    return isMerged() || takesNothing() || work.stop().requested();
  }

  private Optional<String> refusal(List<MergedEdit> edits) {
    var why = pushed(edits);
    anyTaken |= why.isEmpty();
    return why;
  }

  private Optional<String> pushed(List<MergedEdit> edits) {
    var change = tree.change(edits);
    var commit = change.commit();
    var branch = work.project().settings().baseBranch();
    var names = MergedEdit.names(edits);
    work.checkFence();
    return switch (work.remote().pushFrom(before, branch, commit)) {
      case PushResult.Pushed() -> {
        head = commit;
        work.say("merged your edits of %s as %s".formatted(names, commit.abbreviated()));
        yield Optional.empty();
      }
      case PushResult.NotFastForward() ->
          throw new TransientException(
              "%s moved while your edits of %s were being merged; the next run merges them"
                  .formatted(branch, names));
      case PushResult.Refused(var reason) -> proposalRefusal(edits, change, reason);
    };
  }

  private Optional<String> proposalRefusal(
      List<MergedEdit> merged, EditProposal.Change change, String reason) {
    var edits = merged.stream().map(MergedEdit::edit).collect(Collectors.toSet());
    return new EditProposal(work, edits, change, reason)
        .propose()
        .map(why ->
            "the host takes it neither on %s (%s) nor on a branch for a pull request (%s)"
                .formatted(work.project().settings().baseBranch(), reason, why));
  }
}
