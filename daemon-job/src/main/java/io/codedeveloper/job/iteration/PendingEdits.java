package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.roadmap.RoadmapMerge;
import io.codedeveloper.roadmap.RoadmapMerge.MergeResult;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Brings what people edited through the API into the repository, under their names, before work
/// begins.
///
/// A base branch that refuses the push gets a pull request instead ([EditProposal]). An edit stays
/// pending until the repository has it; a conflict is told once and loses neither side.
final class PendingEdits {
  private final Work work;
  private final Files files;
  private final CommitId head;

  PendingEdits(Work work, CommitId head) {
    this.work = work;
    this.head = head;
    this.files =
        new Files(
            work.services().platform().blobs(),
            work.services().platform().clock(),
            work.project().id(),
            new FilePath(work.project().settings().roadmapPath()));
  }

  /// Keeps the roadmap where the API reads it.
  void mirrorRoadmap(byte[] content) {
    files.mirror(new FilePath(work.project().settings().roadmapPath()), content);
  }

  /// Edits that were saved earlier go first: what stands in the way of one of them is refused, and
  /// a later edit of the same file, under another path, waits for the next run.
  ///
  /// @return the base branch's head afterwards
  CommitId merge() {
    var taken = new EditPlaces();
    var merged =
        files.pendingEdits(this::tellUnreadable).stream()
            .sorted(
                Comparator.comparing(PendingEdit::editedAt)
                    .thenComparing(edit -> edit.path().value()))
            .flatMap(edit -> mergeable(edit, taken).stream())
            .toList();
    return merged.isEmpty() ? head : publish(merged);
  }

  /// One edit that cannot be merged keeps neither the others nor the work from going on.
  private Optional<MergedEdit> mergeable(PendingEdit edit, EditPlaces taken) {
    try {
      var place = work.remote().place(head, edit.path().value());
      if (taken.isTaken(place)) {
        work.say("your edit of %s waits for another of the same file".formatted(edit.path()));
        return Optional.empty();
      }
      var merged = mergedContent(edit).map(content -> new MergedEdit(edit, place, content));
      merged.ifPresent(one -> taken.take(one.place()));
      return merged;
    } catch (UserErrorException refused) {
      tellRefused(edit, String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  /// What the repository shall have; empty when it has it already, or cannot get it.
  private Optional<byte[]> mergedContent(PendingEdit edit) {
    var present = work.remote().read(head, edit.path().value()).map(TreeFile::content);
    if (isThere(edit.content(), present)) {
      files.markMerged(edit, edit.content());
      return Optional.empty();
    }
    if (!work.services().redactor().isClean(text(edit.content()))) {
      tell(edit, "secret", "it contains what looks like a secret");
      return Optional.empty();
    }
    if (present.isEmpty() && edit.base().isEmpty()) {
      return Optional.of(edit.content());
    }
    var nothing = new byte[0];
    var merged = merge(edit.base().orElse(nothing), present.orElse(nothing), edit.content());
    if (merged.isEmpty()) {
      tell(
          edit, "conflict", "the repository changed the same lines meanwhile; both texts are kept");
    }
    if (merged.isPresent() && isThere(merged.get(), present)) {
      files.markMerged(edit, merged.get());
      return Optional.empty();
    }
    return merged;
  }

  private static boolean isThere(byte[] content, Optional<byte[]> present) {
    return present.filter(known -> Arrays.equals(known, content)).isPresent();
  }

  /// The repository's and the editor's changes together; empty when they contradict each other or
  /// are no text.
  private static Optional<byte[]> merge(byte[] base, byte[] repository, byte[] edited) {
    if (Arrays.equals(base, repository)) {
      return Optional.of(edited);
    }
    if (!isText(base) || !isText(repository) || !isText(edited)) {
      return Optional.empty();
    }
    var result = RoadmapMerge.merge(text(base), text(repository), text(edited));
    return result instanceof MergeResult.Merged(var merged)
        ? Optional.of(merged.getBytes(UTF_8))
        : Optional.empty();
  }

  private static boolean isText(byte[] content) {
    return Arrays.equals(text(content).getBytes(UTF_8), content);
  }

  private static String text(byte[] content) {
    return new String(content, UTF_8);
  }

  private CommitId publish(List<MergedEdit> merged) {
    var tree = new EditedTree(work, head);
    var fit = tree.write(merged, this::tellRefused);
    return fit.isEmpty() ? head : push(fit, tree.change(fit));
  }

  private CommitId push(List<MergedEdit> merged, EditProposal.Change change) {
    var commit = change.commit();
    var branch = work.project().settings().baseBranch();
    var names = MergedEdit.names(merged);
    work.checkFence();
    return switch (work.remote().pushFrom(head, branch, commit)) {
      case PushResult.Pushed() -> {
        merged.forEach(one -> files.markMerged(one.edit(), one.content()));
        work.say("merged your edits of %s as %s".formatted(names, commit.abbreviated()));
        yield commit;
      }
      case PushResult.NotFastForward() ->
          throw new TransientException(
              "%s moved while your edits of %s were being merged; the next run merges them"
                  .formatted(branch, names));
      case PushResult.Refused(var reason) -> {
        var edits = merged.stream().map(MergedEdit::edit).collect(Collectors.toSet());
        new EditProposal(work, edits, change, reason).propose();
        yield head;
      }
    };
  }

  private void tellRefused(PendingEdit edit, String why) {
    tell(edit, "refused", why);
  }

  private void tellUnreadable(String blob) {
    var id = HexFormat.of().toHexDigits(blob.hashCode());
    work.services()
        .tell(
            work.project().id(),
            NotificationDraft.of(
                work.project().id().value(),
                "edit-unreadable-" + id,
                Notification.Type.ERROR,
                Notification.Level.HIGH,
                "An edit cannot be read",
                "%s is damaged and was not merged; nothing else waits for it. Save the file again."
                    .formatted(blob)));
  }

  private void tell(PendingEdit edit, String kind, String why) {
    work.services()
        .tell(
            work.project().id(),
            NotificationDraft.of(
                work.project().id().value(),
                "edit-%s-%d".formatted(kind, edit.generation()),
                Notification.Type.WARNING,
                Notification.Level.HIGH,
                "Your edit of %s was not merged".formatted(edit.path().value()),
                "%s was edited by %s, but %s. Save it again once that is settled."
                    .formatted(edit.path().value(), edit.editor(), why)));
  }
}
