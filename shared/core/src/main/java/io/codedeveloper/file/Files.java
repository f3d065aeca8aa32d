package io.codedeveloper.file;

import io.codedeveloper.file.RepositoryIndex.Listed;
import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Entry;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.BlobStore.WriteResult;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.roadmap.ConflictMarks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A project's files outside its repository: a mirror of what the repository has, and edits that it
/// does not have yet.
///
/// An edit lies under `pending_edits/` until an iteration has merged it; what it replaces is kept
/// under `replaced/`.
public final class Files {
  /// Where the copies of the repository's files lie.
  static final String COPIES = "project_files/";

  private static final String PENDING = "pending_edits/";

  private static final int TRIES = 10;

  private final BlobStore blobs;
  private final Clock clock;
  private final ProjectId project;
  private final String root;
  private final FilePath roadmap;

  /// @param roadmap the roadmap's path in the repository; its mirror lies at `roadmap/ROADMAP.md`
  public Files(BlobStore blobs, Clock clock, ProjectId project, FilePath roadmap) {
    this.blobs = blobs;
    this.clock = clock;
    this.project = project;
    this.root = "projects/" + project + "/";
    this.roadmap = roadmap;
  }

  /// The file as people see it; empty when nothing is known of it.
  public Optional<StoredFile> read(FilePath path) {
    return blobs
        .read(pending(path))
        .flatMap(blob -> readable(blob).map(edit -> edited(path, blob, edit)))
        .or(() -> blobs.read(mirror(path)).map(blob -> mirrored(path, blob)));
  }

  /// Why nothing can be read of a file that the repository has; empty when it is not known to have
  /// it.
  public Optional<Copy> unread(FilePath path) {
    return listed(path).map(Listed::copy);
  }

  /// Whether an iteration has looked at the repository yet.
  public boolean isRepositoryKnown() {
    return RepositoryIndex.isThere(blobs, project);
  }

  /// Keeps an edit until an iteration merges it.
  ///
  /// @param editor the subject who makes it
  /// @param ifMatch the version that is to be replaced, `*` for any; empty: whatever is there
  public Saving write(FilePath path, byte[] content, String editor, Optional<String> ifMatch) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var present = blobs.read(pending(path));
      var mirrored = blobs.read(mirror(path));
      var listed = present.or(() -> mirrored).isPresent() ? Optional.<Listed>empty() : listed(path);
      var version = version(present, mirrored, listed);
      if (ifMatch.isPresent() && !matches(ifMatch.get(), version)) {
        return new Saving.Changed(version);
      }
      var base =
          present
              .flatMap(Files::readable)
              .map(EditFrame::base)
              .orElseGet(() -> keepBase(mirrored).or(() -> unreadContent(listed)));
      var edit = new EditFrame(base, editor, clock.instant(), content);
      present.ifPresent(old -> keepReplaced(path, old));
      if (save(path, edit, present) instanceof WriteResult.Written(var generation)) {
        return new Saving.Saved("e" + generation, version);
      }
    }
    throw new TransientException("the file " + path + " changes too fast; try again");
  }

  /// Keeps a new file until an iteration brings it into the repository.
  ///
  /// @return [Saving.Changed] when there is one already
  public Saving create(FilePath path, byte[] content, String editor) {
    var present = blobs.read(pending(path));
    var there = version(present, blobs.read(mirror(path)), listed(path));
    if (there.isPresent()) {
      return new Saving.Changed(there);
    }
    var edit = new EditFrame(Optional.empty(), editor, clock.instant(), content);
    return switch (save(path, edit, present)) {
      case WriteResult.Written(var generation) ->
          new Saving.Saved("e" + generation, Optional.empty());
      case WriteResult.Refused refused ->
          new Saving.Changed(blobs.read(pending(path)).map(Files::editVersion));
    };
  }

  /// Keeps what the repository has now.
  ///
  /// @return the copy's generation: it stays the same as long as the content does
  public long mirror(FilePath path, byte[] content) {
    var name = mirror(path);
    var same = blobs.read(name).filter(blob -> Arrays.equals(blob.content(), content));
    return same.map(Blob::generation).orElseGet(() -> written(name, content));
  }

  private long written(String name, byte[] content) {
    return switch (blobs.write(name, content, new Precondition.None())) {
      case WriteResult.Written(var generation) -> generation;
      case WriteResult.Refused refused ->
          throw new IllegalStateException("refused without a condition: " + name);
    };
  }

  /// Whether there is a copy of what the repository has.
  public boolean isMirrored(FilePath path) {
    var name = mirror(path);
    return blobs.list(name, 1, Optional.empty()).items().stream()
        .anyMatch(entry -> entry.name().equals(name));
  }

  /// Forgets a file that the repository no longer has, or that nobody may read here.
  public void unmirror(FilePath path) {
    blobs.delete(mirror(path), new Precondition.None());
  }

  /// All edits that the repository does not have yet and that can be read, by path.
  public List<PendingEdit> pendingEdits() {
    return pendingEdits(unreadable -> {});
  }

  /// All edits that the repository does not have yet, by path; what cannot be read keeps none of
  /// the others from being merged.
  ///
  /// @param unreadable takes the name of each blob that is not an edit
  public List<PendingEdit> pendingEdits(Consumer<String> unreadable) {
    return waitingEdits().stream()
        .flatMap(waiting -> pendingEdit(waiting, unreadable).stream())
        .toList();
  }

  /// All edits that the repository does not have yet, by path, without what they hold: they may be
  /// too many for the memory.
  public List<Entry> waitingEdits() {
    var edits = new ArrayList<Entry>();
    for (var cursor = Optional.<String>empty(); ; ) {
      var page = blobs.list(root + PENDING, 1_000, cursor);
      edits.addAll(page.items());
      cursor = page.nextCursor();
      if (cursor.isEmpty()) {
        return List.copyOf(edits);
      }
    }
  }

  /// One of them; empty when it is gone by now, or cannot be read.
  ///
  /// @param unreadable takes the blob's name when it is not an edit
  public Optional<PendingEdit> pendingEdit(Entry waiting, Consumer<String> unreadable) {
    try {
      var path = new FilePath(waiting.name().substring((root + PENDING).length()));
      return blobs.read(waiting.name()).map(blob -> pendingEdit(path, blob));
    } catch (IllegalStateException | UserErrorException damaged) {
      unreadable.accept(waiting.name());
      return Optional.empty();
    }
  }

  /// Notes that the repository has an edit, merged into this content. A later edit of the file
  /// stays pending.
  ///
  /// @return false when there is a later edit
  public boolean markMerged(PendingEdit edit, byte[] merged) {
    mirror(edit.path(), merged);
    return settled(edit);
  }

  /// As [#markMerged], where nobody may read here what the repository has now.
  public boolean markMergedUnread(PendingEdit edit) {
    unmirror(edit.path());
    return settled(edit);
  }

  private boolean settled(PendingEdit edit) {
    var name = pending(edit.path());
    var there = new Precondition.Generation(edit.generation());
    if (blobs.delete(name, there) instanceof WriteResult.Written) {
      return true;
    }
    baseLaterOn(edit);
    return false;
  }

  /// What was saved while this edit was merged was made on it, and not on what this one was made
  /// on: the repository has it now, and would contradict it.
  private void baseLaterOn(PendingEdit merged) {
    var later = blobs.read(pending(merged.path()));
    later
        .flatMap(Files::readable)
        .filter(edit -> edit.base().equals(merged.baseId()))
        .map(edit -> edit.on(keepBase(merged.content())))
        .ifPresent(edit -> save(merged.path(), edit, later));
  }

  /// Puts both texts of a conflict in an edit's place, for its editor to choose; the edit itself is
  /// kept as everything that is replaced.
  ///
  /// @param marked both texts
  /// @param repository what the repository has now: what the choice will be based on
  /// @return the generation of what is there now; empty when there is a later edit
  public Optional<Long> putBoth(PendingEdit edit, byte[] marked, byte[] repository) {
    var name = pending(edit.path());
    var present = blobs.read(name).filter(blob -> blob.generation() == edit.generation());
    if (present.isEmpty()) {
      return Optional.empty();
    }
    keepReplaced(edit.path(), present.get());
    var base = Optional.of(keepBase(repository));
    var both = new EditFrame(base, edit.editor(), edit.editedAt(), marked);
    return save(edit.path(), both, present) instanceof WriteResult.Written(var generation)
        ? Optional.of(generation)
        : Optional.empty();
  }

  /// The id that git gives this content.
  public static String gitBlobId(byte[] content) {
    try {
      var hash = MessageDigest.getInstance("SHA-1");
      hash.update(("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash.digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-1", impossible);
    }
  }

  private WriteResult save(FilePath path, EditFrame edit, Optional<Blob> present) {
    Precondition unchanged =
        present.isPresent()
            ? new Precondition.Generation(present.get().generation())
            : new Precondition.Absent();
    return blobs.write(pending(path), edit.bytes(), unchanged);
  }

  /// The base is kept as long as the edit may need it: a shallow clone does not have it.
  private Optional<String> keepBase(Optional<Blob> mirrored) {
    return mirrored.map(blob -> keepBase(blob.content()));
  }

  private String keepBase(byte[] content) {
    var id = gitBlobId(content);
    blobs.write(root + "bases/" + id, content, new Precondition.Absent());
    return id;
  }

  /// What of it can be read comes first; of the rest the repository's own id is known.
  private static Optional<String> version(
      Optional<Blob> edit, Optional<Blob> mirrored, Optional<Listed> listed) {
    return edit.map(Files::editVersion)
        .or(() -> mirrored.map(Files::mirrorVersion))
        .or(() -> listed.map(one -> "g" + one.blobId()));
  }

  /// Git has it. What is written to a link goes to where it leads.
  private static Optional<String> unreadContent(Optional<Listed> listed) {
    return listed.filter(one -> one.copy() != Copy.LINK).map(Listed::blobId);
  }

  private Optional<Listed> listed(FilePath path) {
    return RepositoryIndex.find(blobs, project, path);
  }

  private void keepReplaced(FilePath path, Blob old) {
    var name = root + "replaced/" + path + "/" + old.generation();
    blobs.write(name, old.content(), new Precondition.Absent());
  }

  private PendingEdit pendingEdit(FilePath path, Blob blob) {
    var frame = frame(blob);
    var base = frame.base().flatMap(id -> blobs.read(root + "bases/" + id)).map(Blob::content);
    return new PendingEdit(
        path, frame.content(), frame.base(), base, frame.editor(), frame.at(), blob.generation());
  }

  private String pending(FilePath path) {
    return root + PENDING + path;
  }

  private String mirror(FilePath path) {
    return root + (path.equals(roadmap) ? "roadmap/ROADMAP.md" : COPIES + path);
  }

  private static boolean matches(String wanted, Optional<String> version) {
    return version.filter(present -> wanted.equals("*") || wanted.equals(present)).isPresent();
  }

  private static EditFrame frame(Blob blob) {
    return EditFrame.parse(blob.name(), blob.content());
  }

  /// A damaged edit keeps nobody from reading what the repository has, nor from saving anew.
  private static Optional<EditFrame> readable(Blob blob) {
    try {
      return Optional.of(frame(blob));
    } catch (IllegalStateException damaged) {
      return Optional.empty();
    }
  }

  private StoredFile edited(FilePath path, Blob blob, EditFrame edit) {
    var marked = ConflictMarks.count(new String(edit.content(), StandardCharsets.UTF_8)) > 0;
    var open = marked ? pendingEdit(path, blob).openMarks() : 0;
    return new StoredFile(path, edit.content(), editVersion(blob), true, open);
  }

  private static StoredFile mirrored(FilePath path, Blob blob) {
    return new StoredFile(path, blob.content(), mirrorVersion(blob), false, 0);
  }

  private static String editVersion(Blob blob) {
    return "e" + blob.generation();
  }

  private static String mirrorVersion(Blob blob) {
    return "m" + blob.generation();
  }

  /// What became of an edit.
  public sealed interface Saving {
    /// @param version of the edit
    /// @param replaced the version whose place it took, which is kept; empty: there was none
    record Saved(String version, Optional<String> replaced) implements Saving {}

    /// It is not what the editor saw. @param version that is there now; empty when nothing is
    record Changed(Optional<String> version) implements Saving {}
  }
}
