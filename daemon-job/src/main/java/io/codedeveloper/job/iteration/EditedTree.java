package io.codedeveloper.job.iteration;

import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.UncommittableException;
import io.codedeveloper.job.git.WorkTree;
import io.codedeveloper.job.iteration.Bisection.Refused;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.UserErrorException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The base branch's files with edits on them. Only edits after which the repository can still be
/// checked out, and has what was written, are committed.
final class EditedTree {
  private final Work work;
  private final WorkTree tree;

  EditedTree(Work work, CommitId head) {
    this.work = work;
    var directory =
        work.services().directories().freshWorkTree(work.iteration().id(), work.fence());
    this.tree = work.remote().checkOut(head, directory);
  }

  /// Writes edits, and tells those that can be committed from those that cannot: few among many
  /// cost few looks through the tree, and none is begun after a stop was asked for.
  ///
  /// @param refused takes each that cannot be committed
  /// @return the others
  List<MergedEdit> write(List<MergedEdit> wanted, Consumer<Refused<MergedEdit>> refused) {
    wanted.forEach(edit -> tree.write(edit.place(), edit.content()));
    return new Bisection<>(this::refusal, work.stop()::requested, refused).of(wanted);
  }

  EditProposal.Change change(List<MergedEdit> merged) {
    var latest =
        merged.stream()
            .map(MergedEdit::edit)
            .max(Comparator.comparing(PendingEdit::editedAt))
            .orElseThrow();
    var message =
        new WorkTree.Commit(
            "Edit " + MergedEdit.names(merged),
            Map.of(),
            latest.editor(),
            CommitStep.EMAIL,
            latest.editedAt());
    return new EditProposal.Change(tree, message, merged.stream().map(MergedEdit::place).toList());
  }

  private Optional<String> refusal(List<MergedEdit> merged) {
    try {
      var commit = change(merged).commit();
      var refusals = work.remote().inspect(commit).refusals();
      if (!refusals.isEmpty()) {
        return Optional.of(String.join("; ", refusals));
      }
      return merged.stream().allMatch(edit -> isThere(commit, edit))
          ? Optional.empty()
          : Optional.of("the repository would not have it as it was written");
    } catch (InstallationException lacking) {
      throw lacking;
    } catch (UncommittableException | UserErrorException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private boolean isThere(CommitId commit, MergedEdit edit) {
    return work.remote()
        .read(commit, edit.place())
        .filter(file ->
            file.path().equals(edit.place()) && Arrays.equals(file.content(), edit.content()))
        .isPresent();
  }
}
