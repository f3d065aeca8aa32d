package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository.PushResult;
import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.job.git.UncommittableException;
import io.codedeveloper.job.git.WorkTree;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.roadmap.RoadmapMerge;
import io.codedeveloper.roadmap.RoadmapMerge.MergeResult;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

  /// @return the base branch's head afterwards
  CommitId merge() {
    Map<PendingEdit, byte[]> merged = new LinkedHashMap<>();
    for (var edit : files.pendingEdits(this::tellUnreadable)) {
      mergeable(edit).ifPresent(content -> merged.put(edit, content));
    }
    return merged.isEmpty() ? head : publish(merged);
  }

  /// One edit that cannot be merged keeps neither the others nor the work from going on.
  private Optional<byte[]> mergeable(PendingEdit edit) {
    try {
      return mergedContent(edit);
    } catch (UserErrorException refused) {
      tell(edit, "refused", String.valueOf(refused.getMessage()));
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

  private CommitId publish(Map<PendingEdit, byte[]> merged) {
    try {
      return push(merged, changed(merged));
    } catch (UncommittableException refused) {
      merged.keySet().forEach(edit -> tell(edit, "refused", String.valueOf(refused.getMessage())));
      return head;
    }
  }

  private CommitId push(Map<PendingEdit, byte[]> merged, EditProposal.Change change) {
    var commit = change.commit();
    var branch = work.project().settings().baseBranch();
    work.checkFence();
    return switch (work.remote().pushFrom(head, branch, commit)) {
      case PushResult.Pushed() -> {
        merged.forEach(files::markMerged);
        work.say("merged your edits of %s as %s".formatted(names(merged), commit.abbreviated()));
        yield commit;
      }
      case PushResult.NotFastForward() ->
          throw new TransientException(
              "%s moved while your edits of %s were being merged; the next run merges them"
                  .formatted(branch, names(merged)));
      case PushResult.Refused(var reason) -> {
        new EditProposal(work, merged.keySet(), change, reason).propose();
        yield head;
      }
    };
  }

  private EditProposal.Change changed(Map<PendingEdit, byte[]> merged) {
    var directories = work.services().directories();
    var tree =
        work.remote()
            .checkOut(head, directories.freshWorkTree(work.iteration().id(), work.fence()));
    merged.forEach((edit, content) -> tree.write(place(edit), content));
    var latest =
        merged.keySet().stream()
            .max(java.util.Comparator.comparing(PendingEdit::editedAt))
            .orElseThrow();
    var message =
        new WorkTree.Commit(
            "Edit " + names(merged),
            Map.of(),
            latest.editor(),
            CommitStep.EMAIL,
            latest.editedAt());
    var paths = merged.keySet().stream().map(this::place).toList();
    return new EditProposal.Change(tree, message, paths);
  }

  /// Where the file itself lies: a path of the repository may be a link to it.
  private String place(PendingEdit edit) {
    var path = edit.path().value();
    return work.remote().read(head, path).map(TreeFile::path).orElse(path);
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

  private static String names(Map<PendingEdit, byte[]> merged) {
    return EditProposal.names(merged.keySet());
  }
}
