package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.file.RepositoryMirror;
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
  private static final String AGAIN = ". Save it again once that is settled.";

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
      settled(edit, edit.content());
      return Optional.empty();
    }
    if (edit.openMarks() > 0) {
      tellMarked(
          edit, edit.generation(), "it has marks of a conflict, between which two texts stand");
      return Optional.empty();
    }
    if (!work.services().redactor().isClean(text(edit.content()))) {
      tell(edit, "secret", "it contains what looks like a secret" + AGAIN);
      return Optional.empty();
    }
    if (present.map(Files::gitBlobId).equals(edit.baseId())) {
      return Optional.of(edit.content());
    }
    var nothing = new byte[0];
    var merged = merge(edit, edit.base().orElse(nothing), present.orElse(nothing));
    if (merged.isPresent() && isThere(merged.get(), present)) {
      settled(edit, merged.get());
      return Optional.empty();
    }
    return merged;
  }

  private static boolean isThere(byte[] content, Optional<byte[]> present) {
    return present.filter(known -> Arrays.equals(known, content)).isPresent();
  }

  /// The editor's and the repository's changes together; empty when they contradict each other or
  /// are no text, which is told.
  private Optional<byte[]> merge(PendingEdit edit, byte[] base, byte[] repository) {
    if (!isText(base) || !isText(repository) || !isText(edit.content())) {
      tellKept(edit, "it is no text that could be merged");
      return Optional.empty();
    }
    return switch (RoadmapMerge.merge(text(base), text(edit.content()), text(repository))) {
      case MergeResult.Merged(var merged) -> Optional.of(merged.getBytes(UTF_8));
      case MergeResult.Conflict(var marked, var places) -> {
        putBoth(edit, marked.getBytes(UTF_8), repository);
        yield Optional.empty();
      }
    };
  }

  private void putBoth(PendingEdit edit, byte[] marked, byte[] repository) {
    if (!mayBeRead(repository) || marked.length > RepositoryMirror.LARGEST_FILE) {
      tellKept(edit, "what it has cannot be shown here");
      return;
    }
    files
        .putBoth(edit, marked, repository)
        .ifPresent(generation ->
            tellMarked(
                edit,
                generation,
                "the repository changed the same lines, so that both texts stand in it now"));
  }

  /// Whether whoever may read files through the API may see this: what the repository has was not
  /// looked at by anybody.
  private boolean mayBeRead(byte[] content) {
    return content.length <= RepositoryMirror.LARGEST_FILE
        && work.services().redactor().isClean(text(content));
  }

  private void settled(PendingEdit edit, byte[] content) {
    if (mayBeRead(content)) {
      files.markMerged(edit, content);
    } else {
      files.markMergedUnread(edit);
    }
  }

  private void tellKept(PendingEdit edit, String why) {
    tell(
        edit,
        "conflict",
        "the repository changed it meanwhile, and %s. The edit is kept; put the version that is right into the repository with git."
            .formatted(why));
  }

  /// Told once for each text that holds both sides.
  private void tellMarked(PendingEdit edit, long generation, String why) {
    var path = edit.path().value();
    var isRoadmap = path.equals(work.project().settings().roadmapPath());
    tell(
        edit,
        "conflict",
        generation,
        "%s: first what %s wrote (ours), then what the repository has (theirs). Open it with 'project-manager edit %s', keep what is right, remove the marks, and save it."
            .formatted(why, edit.editor(), isRoadmap ? "roadmap" : path));
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
        merged.forEach(one -> settled(one.edit(), one.content()));
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
    tell(edit, "refused", why + AGAIN);
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
    tell(edit, kind, edit.generation(), why);
  }

  private void tell(PendingEdit edit, String kind, long generation, String why) {
    work.services()
        .tell(
            work.project().id(),
            NotificationDraft.of(
                work.project().id().value(),
                "edit-%s-%d".formatted(kind, generation),
                Notification.Type.WARNING,
                Notification.Level.HIGH,
                "Your edit of %s was not merged".formatted(edit.path().value()),
                "%s was edited by %s, but %s".formatted(edit.path().value(), edit.editor(), why)));
  }
}
