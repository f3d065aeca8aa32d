package io.codedeveloper.cli.edit;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.RemoteFile;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.Variable.Reader;
import io.codedeveloper.roadmap.ConflictMarks;
import io.codedeveloper.roadmap.RoadmapMerge;
import io.codedeveloper.roadmap.RoadmapMerge.MergeResult;
import java.nio.file.Path;
import java.util.Optional;

/// One edit of one file: the user's text lies on disk until the API has it.
final class EditSession {
  private static final int NO_SUCH_COMMAND = 127;
  private static final String USUAL_EDITOR = "vi";

  static final Variable VISUAL =
      Variable.of("VISUAL", "the editor of `cloud edit`, with its options", Reader.CLOUD)
          .usuallyAsDescribed("`EDITOR`");
  static final Variable EDITOR =
      Variable.of("EDITOR", "the same, for those who set only this one", Reader.CLOUD)
          .usually(USUAL_EDITOR);
  private static final int TRIES = 5;
  private static final String TWO_TEXTS =
      "'%s' is in conflict with the repository: both texts stand in the file between marks, first the edited one (ours), then the repository's (theirs); keep what is right, and remove the marks";

  private final Surroundings with;
  private final ControlClient api;
  private final String name;

  /// What the draft began with, and its version; later the text that it was merged with last.
  private RemoteFile base;

  private final boolean fresh;
  private boolean merged;

  /// @param there the file as it is now; empty: it is to be made
  EditSession(Surroundings with, ControlClient api, String name, Optional<RemoteFile> there) {
    this.with = with;
    this.api = api;
    this.name = name;
    this.fresh = there.isEmpty();
    this.base = there.orElse(new RemoteFile("", ""));
  }

  /// Lets the user edit the file.
  Outcome inEditor() {
    if (base.isInConflict()) {
      with.console().problem(TWO_TEXTS.formatted(name));
    }
    var draft = begin(base.content(), base.content());
    return keeping(
        draft,
        () -> {
          open(draft);
          if (draft.text().equals(base.content())) {
            draft.discard();
            return new Outcome.Unchanged();
          }
          return save(draft);
        });
  }

  /// Takes a text that lies on disk.
  ///
  /// @param began what it began with; empty: what the API has now
  Outcome ofText(String text, Optional<String> began) {
    if (text.equals(base.content())) {
      return new Outcome.Unchanged();
    }
    var draft = begin(text, began.orElse(base.content()));
    return keeping(
        draft,
        () -> {
          if (began.filter(old -> !old.equals(base.content())).isPresent()) {
            var now = base;
            base = new RemoteFile(began.get(), "");
            merge(draft, now);
          }
          return save(draft);
        });
  }

  private Draft begin(String text, String began) {
    return Draft.begin(with.state().resolve("edits"), name, text, began);
  }

  private interface Work {
    Outcome done();
  }

  /// Whatever goes wrong: the text stays, and the user learns where.
  private Outcome keeping(Draft draft, Work work) {
    var saved = false;
    try {
      var outcome = work.done();
      saved = true;
      return outcome;
    } finally {
      if (!saved && keep(draft)) {
        with.console()
            .problem(
                "your text is kept in %s; when the reason is gone, save it with: project-manager cloud edit %s --from %s%s"
                    .formatted(
                        draft.file(), quoted(name), quoted(draft.file().toString()), isNew()));
      }
    }
  }

  /// True when there is something to keep.
  private boolean keep(Draft draft) {
    if (draft.holds(base.content())) {
      draft.discard();
      return false;
    }
    return true;
  }

  private String isNew() {
    return fresh ? " --new" : "";
  }

  private Outcome save(Draft draft) {
    for (var attempt = 0; attempt < TRIES; attempt++) {
      var text = marked(draft);
      var version = Optional.of(base.version()).filter(tag -> !tag.isEmpty());
      var saved = api.save(name, text, version);
      if (saved.isPresent()) {
        draft.discard();
        return new Outcome.Saved(saved.get(), merged, text);
      }
      var now = api.file(name).orElse(new RemoteFile("", ""));
      if (now.content().equals(text)) {
        // An earlier try was saved, and its answer was lost.
        draft.discard();
        return new Outcome.Saved(now.version(), merged, text);
      }
      merge(draft, now);
    }
    throw new TransientException("'%s' changes too fast; try again".formatted(name));
  }

  private String marked(Draft draft) {
    var text = draft.text();
    ConflictMarks.first(text)
        .filter(line -> base.leavesMarksIn(text))
        .ifPresent(line -> {
          throw new UserErrorException(
              "line %d of %s still marks a conflict; keep what is right, and remove the three marks"
                  .formatted(line, draft.file()));
        });
    return text;
  }

  /// Brings what somebody else saved meanwhile into the draft.
  private void merge(Draft draft, RemoteFile now) {
    var mine = draft.text();
    switch (RoadmapMerge.merge(base.content(), mine, now.content())) {
      case MergeResult.Merged(var text) -> draft.write(text);
      case MergeResult.Conflict(var marked, var places) -> {
        var kept = draft.keepMine(mine);
        draft.write(marked);
        with.console()
            .problem(
                "somebody else changed '%s' meanwhile, in %s as you did; both texts stand in the file, yours (ours) first, theirs second; your own text as a whole is in %s"
                    .formatted(name, Conflicts.where(places), kept));
      }
    }
    draft.base(now.content());
    base = now;
    merged = true;
    if (base.leavesMarksIn(draft.text())
        && with.person().there()
        && with.person().answer("Press Enter to open the editor again. ").isPresent()) {
      open(draft);
    }
  }

  private void open(Draft draft) {
    var editor = with.variable(VISUAL).or(() -> with.variable(EDITOR)).orElse(USUAL_EDITOR);
    if (with.person().there()) {
      with.console().hint(Line.of(Style.DIM, "waiting for your editor (" + editor + ") …"));
    }
    var code = with.person().edit(editor, draft.file());
    if (code == NO_SUCH_COMMAND) {
      throw new UserErrorException(
          "there is no editor '%s'; set VISUAL or EDITOR to the one that you use"
              .formatted(editor));
    }
    if (code != 0) {
      throw new UserErrorException(
          "the editor '%s' ended with exit code %d, so nothing is saved".formatted(editor, code));
    }
  }

  static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /// The drafts' directory is no place for files of the user's own.
  static boolean isDraft(Surroundings with, Path file) {
    return file.startsWith(with.state().resolve("edits"));
  }

  /// What became of an edit.
  sealed interface Outcome {
    record Unchanged() implements Outcome {}

    /// @param merged whether somebody else's change is in it too
    record Saved(String version, boolean merged, String text) implements Outcome {}
  }
}
