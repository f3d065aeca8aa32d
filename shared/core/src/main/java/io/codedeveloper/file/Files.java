package io.codedeveloper.file;

import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.BlobStore.WriteResult;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
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
  private static final int TRIES = 10;

  private final BlobStore blobs;
  private final Clock clock;
  private final String root;
  private final FilePath roadmap;

  /// @param roadmap the roadmap's path in the repository; its mirror lies at `roadmap/ROADMAP.md`
  public Files(BlobStore blobs, Clock clock, ProjectId project, FilePath roadmap) {
    this.blobs = blobs;
    this.clock = clock;
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

  /// Keeps an edit until an iteration merges it.
  ///
  /// @param editor the subject who makes it
  /// @param ifMatch the version that is to be replaced, `*` for any; empty: whatever is there
  public Saving write(FilePath path, byte[] content, String editor, Optional<String> ifMatch) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      var present = blobs.read(pending(path));
      var mirrored = blobs.read(mirror(path));
      var version = present.map(Files::editVersion).or(() -> mirrored.map(Files::mirrorVersion));
      if (ifMatch.isPresent() && !matches(ifMatch.get(), version)) {
        return new Saving.Changed(version);
      }
      var base =
          present.flatMap(Files::readable).map(EditFrame::base).orElseGet(() -> keepBase(mirrored));
      var edit = new EditFrame(base, editor, clock.instant(), content);
      present.ifPresent(old -> keepReplaced(path, old));
      if (save(path, edit, present) instanceof WriteResult.Written(var generation)) {
        return new Saving.Saved("e" + generation, version);
      }
    }
    throw new TransientException("the file " + path + " changes too fast; try again");
  }

  /// Keeps what the repository has now.
  public void mirror(FilePath path, byte[] content) {
    var name = mirror(path);
    var same = blobs.read(name).filter(blob -> java.util.Arrays.equals(blob.content(), content));
    if (same.isEmpty()) {
      blobs.write(name, content, new Precondition.None());
    }
  }

  /// Forgets a file that the repository no longer has.
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
    var edits = new ArrayList<PendingEdit>();
    var prefix = root + "pending_edits/";
    for (var cursor = Optional.<String>empty(); ; ) {
      var page = blobs.list(prefix, 100, cursor);
      for (var entry : page.items()) {
        try {
          var path = new FilePath(entry.name().substring(prefix.length()));
          blobs.read(entry.name()).map(blob -> pendingEdit(path, blob)).ifPresent(edits::add);
        } catch (IllegalStateException | UserErrorException damaged) {
          unreadable.accept(entry.name());
        }
      }
      cursor = page.nextCursor();
      if (cursor.isEmpty()) {
        return List.copyOf(edits);
      }
    }
  }

  /// Notes that the repository has an edit, merged into this content. A later edit of the file
  /// stays pending.
  ///
  /// @return false when there is a later edit
  public boolean markMerged(PendingEdit edit, byte[] merged) {
    mirror(edit.path(), merged);
    var name = pending(edit.path());
    return blobs.delete(name, new Precondition.Generation(edit.generation()))
        instanceof WriteResult.Written;
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
    return mirrored.map(blob -> {
      var id = gitBlobId(blob.content());
      blobs.write(root + "bases/" + id, blob.content(), new Precondition.Absent());
      return id;
    });
  }

  private void keepReplaced(FilePath path, Blob old) {
    var name = root + "replaced/" + path + "/" + old.generation();
    blobs.write(name, old.content(), new Precondition.Absent());
  }

  private PendingEdit pendingEdit(FilePath path, Blob blob) {
    var frame = frame(blob);
    var base = frame.base().flatMap(id -> blobs.read(root + "bases/" + id)).map(Blob::content);
    return new PendingEdit(
        path, frame.content(), base, frame.editor(), frame.at(), blob.generation());
  }

  private String pending(FilePath path) {
    return root + "pending_edits/" + path;
  }

  private String mirror(FilePath path) {
    return root + (path.equals(roadmap) ? "roadmap/ROADMAP.md" : "project_files/" + path);
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

  private static StoredFile edited(FilePath path, Blob blob, EditFrame edit) {
    return new StoredFile(path, edit.content(), editVersion(blob), true);
  }

  private static StoredFile mirrored(FilePath path, Blob blob) {
    return new StoredFile(path, blob.content(), mirrorVersion(blob), false);
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
