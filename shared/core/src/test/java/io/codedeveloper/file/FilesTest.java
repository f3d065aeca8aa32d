package io.codedeveloper.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.file.Files.Saving;
import io.codedeveloper.platform.Blob;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FilesTest {
  private static final ProjectId PROJECT = new ProjectId("demo");
  private static final FilePath ROADMAP = new FilePath("docs/ROADMAP.md");
  private static final FilePath OTHER = new FilePath("src/a.txt");

  private final InMemoryPlatform world = new InMemoryPlatform();
  private final Files files = new Files(world.blobs, world.clock, PROJECT, ROADMAP);

  private String save(FilePath path, String content, Optional<String> ifMatch) {
    return ((Saving.Saved) files.write(path, content.getBytes(UTF_8), "ann é", ifMatch)).version();
  }

  private StoredFile read(FilePath path) {
    return files.read(path).orElseThrow();
  }

  @Test
  void unknownFileIsEmpty() {
    assertThat(files.read(OTHER)).isEmpty();
  }

  @Test
  void mirrorIsReadUntilSomebodyEdits() {
    files.mirror(ROADMAP, "old".getBytes(UTF_8));
    assertThat(read(ROADMAP).pending()).isFalse();
    assertThat(world.blobs.read("projects/demo/roadmap/ROADMAP.md")).isPresent();
    var version = save(ROADMAP, "new", Optional.of(read(ROADMAP).version()));
    assertThat(read(ROADMAP).text()).isEqualTo("new");
    assertThat(read(ROADMAP).pending()).isTrue();
    assertThat(read(ROADMAP).version()).isEqualTo(version);
  }

  @Test
  void unchangedMirrorKeepsItsVersion() {
    files.mirror(OTHER, "same".getBytes(UTF_8));
    var version = read(OTHER).version();
    files.mirror(OTHER, "same".getBytes(UTF_8));
    assertThat(read(OTHER).version()).isEqualTo(version);
    files.unmirror(OTHER);
    assertThat(files.read(OTHER)).isEmpty();
  }

  @Test
  @FaultRow({"X11"})
  void editOfWhatWasNotSeenIsRefused() {
    files.mirror(OTHER, "one".getBytes(UTF_8));
    var seen = read(OTHER).version();
    save(OTHER, "two", Optional.of(seen));
    assertThat(files.write(OTHER, new byte[0], "bob", Optional.of(seen)))
        .isEqualTo(new Saving.Changed(Optional.of(read(OTHER).version())));
    assertThat(files.write(new FilePath("none"), new byte[0], "bob", Optional.of("*")))
        .isEqualTo(new Saving.Changed(Optional.empty()));
    assertThat(files.write(OTHER, "x".getBytes(UTF_8), "bob", Optional.of("*")))
        .isInstanceOf(Saving.Saved.class);
  }

  @Test
  void replacedEditIsKept() {
    save(OTHER, "first\n\nedit", Optional.empty());
    save(OTHER, "second", Optional.empty());
    var kept = world.blobs.list("projects/demo/replaced/src/a.txt/", 10, Optional.empty());
    assertThat(kept.items()).hasSize(1);
    assertThat(world.blobs.read(kept.items().getFirst().name()).orElseThrow().text())
        .endsWith("first\n\nedit");
  }

  @Test
  void pendingEditKnowsWhatItWasBasedOnEvenAfterASecondEditAndANewMirror() {
    files.mirror(OTHER, "base".getBytes(UTF_8));
    save(OTHER, "first", Optional.empty());
    files.mirror(OTHER, "repository moved on".getBytes(UTF_8));
    save(OTHER, "second", Optional.empty());
    save(ROADMAP, "fresh", Optional.empty());
    var edits = files.pendingEdits();
    assertThat(edits).extracting(PendingEdit::path).containsExactly(ROADMAP, OTHER);
    assertThat(edits.getFirst().base()).isEmpty();
    var edit = edits.getLast();
    assertThat(edit.content()).isEqualTo("second".getBytes(UTF_8));
    assertThat(edit.base().orElseThrow()).isEqualTo("base".getBytes(UTF_8));
    assertThat(edit.editor()).isEqualTo("ann é");
    assertThat(edit.editedAt()).isEqualTo(world.clock.instant());
  }

  @Test
  void newFileIsMadeOnlyWhereThereIsNone() {
    assertThat(files.create(OTHER, "mine".getBytes(UTF_8), "ann")).isInstanceOf(Saving.Saved.class);
    var version = read(OTHER).version();
    assertThat(files.create(OTHER, "again".getBytes(UTF_8), "ann"))
        .isEqualTo(new Saving.Changed(Optional.of(version)));
    files.mirror(ROADMAP, "there".getBytes(UTF_8));
    assertThat(files.create(ROADMAP, "x".getBytes(UTF_8), "ann"))
        .isInstanceOf(Saving.Changed.class);
  }

  @Test
  @FaultRow("X11")
  void bothTextsOfAConflictTakeThePlaceOfTheEditWhichIsKept() {
    files.mirror(OTHER, "base".getBytes(UTF_8));
    save(OTHER, "mine", Optional.empty());
    var edit = files.pendingEdits().getFirst();

    var put = files.putBoth(edit, "both".getBytes(UTF_8), "theirs".getBytes(UTF_8));

    var now = files.pendingEdits().getFirst();
    assertThat(put).contains(now.generation());
    assertThat(read(OTHER).text()).isEqualTo("both");
    assertThat(now.base().orElseThrow()).isEqualTo("theirs".getBytes(UTF_8));
    assertThat(now.editor()).isEqualTo(edit.editor());
    assertThat(world.blobs.read("projects/demo/replaced/src/a.txt/" + edit.generation()))
        .get()
        .satisfies(kept -> assertThat(kept.text()).endsWith("mine"));
    assertThat(files.putBoth(edit, "late".getBytes(UTF_8), new byte[0])).isEmpty();
    assertThat(read(OTHER).text()).isEqualTo("both");
  }

  @Test
  void mergedEditIsNoLongerPending() {
    save(OTHER, "edit", Optional.empty());
    var edit = files.pendingEdits().getFirst();
    assertThat(files.markMerged(edit, "merged".getBytes(UTF_8))).isTrue();
    assertThat(files.pendingEdits()).isEmpty();
    assertThat(read(OTHER).text()).isEqualTo("merged");
  }

  @Test
  @FaultRow({"X11"})
  void editMadeWhileAnEarlierOneWasMergedStaysPending() {
    save(OTHER, "first", Optional.empty());
    var first = files.pendingEdits().getFirst();
    save(OTHER, "second", Optional.empty());
    assertThat(files.markMerged(first, "first, merged".getBytes(UTF_8))).isFalse();
    assertThat(read(OTHER).text()).isEqualTo("second");
    assertThat(files.pendingEdits().getFirst().base().orElseThrow())
        .as("what its editor saw")
        .isEqualTo("first".getBytes(UTF_8));
  }

  @Test
  void moreEditsThanAPageAreAllFound() {
    for (int i = 0; i < 120; i++) {
      save(new FilePath("f%03d".formatted(i)), "x", Optional.empty());
    }
    assertThat(files.pendingEdits()).hasSize(120);
  }

  @Test
  void gitKnowsContentByTheSameId() {
    assertThat(Files.gitBlobId("hello\n".getBytes(UTF_8)))
        .isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
  }

  @Test
  void blobThatIsNoEditIsReported() {
    for (var text : new String[] {"no head", "a\nb\nc\nd\n\n", "code-developer edit 1\n\n"}) {
      assertThatThrownBy(() -> EditFrame.parse("name", text.getBytes(UTF_8)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("name");
    }
  }

  @Test
  void fileThatChangesWithEveryTryIsLeftForLater() {
    var busy = new Files(new AlwaysRefusing(world.blobs), world.clock, PROJECT, ROADMAP);
    assertThatThrownBy(() -> busy.write(OTHER, new byte[0], "ann", Optional.empty()))
        .isInstanceOf(TransientException.class);
  }

  /// A store in which somebody else is always faster.
  private record AlwaysRefusing(BlobStore blobs) implements BlobStore {
    @Override
    public Optional<Blob> read(String name) {
      return blobs.read(name);
    }

    @Override
    public WriteResult write(String name, byte[] content, Precondition precondition) {
      return new WriteResult.Refused(Optional.of(1L));
    }

    @Override
    public WriteResult delete(String name, Precondition precondition) {
      return blobs.delete(name, precondition);
    }

    @Override
    public Page<Entry> list(String prefix, int limit, Optional<String> cursor) {
      return blobs.list(prefix, limit, cursor);
    }
  }
}
