package io.codedeveloper.job.iteration;

import io.codedeveloper.file.PendingEdit;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import java.util.HexFormat;

/// Tells people what became of edits that were not merged: once for each, which is not tried again
/// where it would end the same way.
final class EditNotices {
  private static final String AGAIN = ". Save it again once that is settled.";

  private final Work work;
  private final RefusedEdits refused;

  EditNotices(Work work, RefusedEdits refused) {
    this.work = work;
    this.refused = refused;
  }

  /// The repository cannot have it where it would go.
  void refused(PendingEdit edit, String why) {
    tell(edit, "refused", why + AGAIN);
  }

  /// The host takes it on no branch.
  void refusedByHost(PendingEdit edit, String why) {
    refused.addByHost(edit.generation());
    refused(edit, why);
  }

  /// The host takes nothing at present, which is no fault of an edit: all stay pending, and are
  /// offered again by the next run.
  ///
  /// @param first of those that wait: people are told once as long as it does
  void hostTakesNothing(PendingEdit first, String why) {
    work.services()
        .tell(
            work.project().id(),
            NotificationDraft.of(
                work.project().id().value(),
                "edits-not-taken-%d".formatted(first.generation()),
                Notification.Type.WARNING,
                Notification.Level.HIGH,
                "No edit could be merged",
                "%s. All edits are kept, and each run offers them again.".formatted(why)));
  }

  void secret(PendingEdit edit) {
    tell(edit, "secret", "it contains what looks like a secret" + AGAIN);
  }

  /// The repository changed it, too, and nobody can choose here.
  void kept(PendingEdit edit, String why) {
    tell(
        edit,
        "conflict",
        "the repository changed it meanwhile, and %s. The edit is kept; put the version that is right into the repository with git."
            .formatted(why));
  }

  /// Told once for each text that holds both sides.
  ///
  /// @param generation of that text
  void marked(PendingEdit edit, long generation, String why) {
    var path = edit.path().value();
    var isRoadmap = path.equals(work.project().settings().roadmapPath());
    tell(
        edit,
        "conflict",
        generation,
        "%s: first what %s wrote (ours), then what the repository has (theirs). Keep what is right, remove the marks, and save it: project-manager edit %s"
            .formatted(why, edit.editor(), isRoadmap ? "roadmap" : quoted(path)));
  }

  /// As a shell takes it.
  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./][A-Za-z0-9_./-]*")
        ? path
        : "'" + path.replace("'", "'\\''") + "'";
  }

  void unreadable(String blob) {
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
    refused.addAtHead(generation);
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
