package io.codedeveloper.job.iteration;

import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Keeps the agent's transcript and work tree after every turn, as one blob a turn, so that both
/// are of the same moment.
///
/// A blob's name holds the fence and a number, so that a later holder's checkpoints always come
/// after an earlier one's.
final class Checkpoints {
  private static final String TRANSCRIPT = "transcript.jsonl";
  private static final String WORK_TREE = "worktree.bundle";

  private final BlobStore blobs;
  private final String prefix;
  private final String generated;
  private final long fence;
  private Optional<String> newest = Optional.empty();
  private int number;

  /// @param kind `turn` for the work itself, `plan` for the plan before it
  Checkpoints(BlobStore blobs, String iteration, String kind, long fence) {
    this.blobs = blobs;
    this.prefix = "checkpoints/" + iteration + "/" + kind + "-";
    this.generated = "checkpoints/" + iteration + "/generated.txt";
    this.fence = fence;
  }

  /// What a checkpoint holds. @param workTree a git bundle on the iteration's base commit
  record Checkpoint(String transcript, byte[] workTree) {}

  /// The newest checkpoint, of this holder or of one before it.
  Optional<Checkpoint> latest() {
    var cursor = Optional.<String>empty();
    do {
      var page = blobs.list(prefix, 1000, cursor);
      if (!page.items().isEmpty()) {
        newest = Optional.of(page.items().getLast().name());
      }
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return newest.flatMap(blobs::read).map(blob -> unpack(blob.content()));
  }

  /// Keeps a checkpoint, then forgets the one before it.
  void save(Checkpoint checkpoint) {
    number++;
    var name = String.format(Locale.ROOT, "%s%08d-%06d.zip", prefix, fence, number);
    blobs.write(name, pack(checkpoint), new Precondition.None());
    var before = newest;
    newest = Optional.of(name);
    before.ifPresent(old -> blobs.delete(old, new Precondition.None()));
  }

  /// Whether anything was kept.
  boolean exist() {
    return !blobs.list(prefix, 1, Optional.empty()).items().isEmpty();
  }

  /// Forgets everything that was kept, and what was found to be generated.
  void forget() {
    blobs.delete(generated, new Precondition.None());
    for (var page = blobs.list(prefix, 1000, Optional.empty());
        !page.items().isEmpty();
        page = blobs.list(prefix, 1000, Optional.empty())) {
      page.items().forEach(kept -> blobs.delete(kept.name(), new Precondition.None()));
    }
  }

  /// What the first execution found to be generated.
  Optional<String> generated() {
    return blobs.read(generated).map(blob -> new String(blob.content(), StandardCharsets.UTF_8));
  }

  /// Keeps what is generated for executions that resume this iteration.
  void saveGenerated(String text) {
    blobs.write(generated, text.getBytes(StandardCharsets.UTF_8), new Precondition.None());
  }

  private static byte[] pack(Checkpoint checkpoint) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      put(zip, TRANSCRIPT, checkpoint.transcript().getBytes(StandardCharsets.UTF_8));
      put(zip, WORK_TREE, checkpoint.workTree());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static Checkpoint unpack(byte[] content) {
    Map<String, byte[]> entries = new HashMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var none = new byte[0];
    var transcript = new String(entries.getOrDefault(TRANSCRIPT, none), StandardCharsets.UTF_8);
    return new Checkpoint(transcript, entries.getOrDefault(WORK_TREE, none));
  }
}
