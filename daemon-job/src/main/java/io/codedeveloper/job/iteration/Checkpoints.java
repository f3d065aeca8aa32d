package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.TransientException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Keeps the agent's transcript and work tree after every turn, as one blob a turn, so that both
/// are of the same moment.
///
/// A blob's name holds the fence and a number, so that a later holder's checkpoints always come
/// after an earlier one's. It ends with the base that the work tree was made on: a holder that lost
/// its lease while it slept may still save what it made on a base that was given up since.
final class Checkpoints {
  private static final int BASE_LETTERS = 12;
  private static final int READ_ATTEMPTS = 5;
  private static final String ZIP = ".zip";
  private static final Pattern WITHOUT_BASE = Pattern.compile("-[0-9]{8,}-[0-9]{6,}\\.zip$");

  private static final String TRANSCRIPT = "transcript.jsonl";
  private static final String WORK_TREE = "worktree.bundle";

  /// A transcript of fewer bytes takes longer to compress than to send.
  private static final int WORTH_COMPRESSING = 64 * 1024;

  private final BlobStore blobs;
  private final String folder;
  private final String prefix;
  private final String ending;
  private final long fence;
  private Optional<String> newest = Optional.empty();
  private Optional<Checkpoint> found = Optional.empty();
  private boolean looked;
  private int number;

  private Checkpoints(BlobStore blobs, String iteration, String kind, String ending, long fence) {
    this.blobs = blobs;
    this.folder = "checkpoints/" + iteration + "/";
    this.prefix = folder + kind + "-";
    this.ending = ending;
    this.fence = fence;
  }

  /// Those of the work itself, on the base that the iteration has now.
  static Checkpoints ofWork(BlobStore blobs, Iteration iteration, long fence) {
    var ending = iteration.baseCommit().map(hex -> "-" + hex.substring(0, BASE_LETTERS)).orElse("");
    return new Checkpoints(blobs, iteration.id(), "turn", ending, fence);
  }

  /// Those of the plan before it, which needs no base.
  static Checkpoints ofPlan(BlobStore blobs, Iteration iteration, long fence) {
    return new Checkpoints(blobs, iteration.id(), "plan", "", fence);
  }

  /// What a checkpoint holds. @param workTree a git bundle on the iteration's base commit
  record Checkpoint(String transcript, byte[] workTree) {}

  /// The newest checkpoint on the base, of this holder or of one before it. It is looked for once:
  /// work tree and transcript must be of the same moment, and a sleeper may save in between.
  ///
  /// @throws TransientException when one was replaced each time it was about to be read
  Optional<Checkpoint> latest() {
    if (!looked) {
      found = find();
      looked = true;
    }
    return found;
  }

  private Optional<Checkpoint> find() {
    for (var attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
      newest = newestName();
      var blob = newest.flatMap(blobs::read);
      if (newest.isEmpty() || blob.isPresent()) {
        return blob.map(kept -> unpack(kept.content()));
      }
    }
    throw new TransientException("the checkpoint was replaced while it was read");
  }

  /// Whether these are of the same base.
  boolean isOnBaseOf(Checkpoints other) {
    return ending.equals(other.ending);
  }

  private Optional<String> newestName() {
    return names().stream().filter(this::onBase).reduce((older, newer) -> newer);
  }

  /// All, the oldest first.
  private List<String> names() {
    var names = new ArrayList<String>();
    var cursor = Optional.<String>empty();
    do {
      var page = blobs.list(prefix, 1000, cursor);
      page.items().stream().map(BlobStore.Entry::name).forEach(names::add);
      cursor = page.nextCursor();
    } while (cursor.isPresent());
    return names;
  }

  /// Early versions named no base.
  private boolean onBase(String name) {
    return name.endsWith(ending + ZIP) || WITHOUT_BASE.matcher(name).find();
  }

  /// Keeps a checkpoint, then forgets the one before it.
  void save(Checkpoint checkpoint) {
    number++;
    var name = String.format(Locale.ROOT, "%s%08d-%06d%s%s", prefix, fence, number, ending, ZIP);
    blobs.write(name, pack(checkpoint), new Precondition.None());
    var before = newest;
    newest = Optional.of(name);
    found = Optional.of(checkpoint);
    looked = true;
    before.ifPresent(old -> blobs.delete(old, new Precondition.None()));
  }

  /// Whether anything was kept on the base.
  boolean exist() {
    return newestName().isPresent();
  }

  /// Forgets what was kept up to this holder, on whatever base, and what was found to be generated.
  /// What a later holder has kept stays: this one may have slept past its lease.
  void forget() {
    looked = false;
    blobs.delete(generatedName(), new Precondition.None());
    var later = String.format(Locale.ROOT, "%s%08d", prefix, fence + 1);
    names().stream()
        .filter(name -> name.compareTo(later) < 0)
        .forEach(name -> blobs.delete(name, new Precondition.None()));
  }

  /// What the first execution found to be generated.
  Optional<String> generated() {
    return blobs
        .read(generatedName())
        .map(blob -> new String(blob.content(), StandardCharsets.UTF_8));
  }

  /// Keeps what is generated for executions that resume this iteration.
  void saveGenerated(String text) {
    blobs.write(generatedName(), text.getBytes(StandardCharsets.UTF_8), new Precondition.None());
  }

  private String generatedName() {
    return folder + "generated" + ending + ".txt";
  }

  private static byte[] pack(Checkpoint checkpoint) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var transcript = checkpoint.transcript().getBytes(StandardCharsets.UTF_8);
      put(zip, TRANSCRIPT, transcript, transcript.length > WORTH_COMPRESSING);
      // What git packed does not get any smaller.
      put(zip, WORK_TREE, checkpoint.workTree(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content, boolean compressed)
      throws IOException {
    var entry = new ZipEntry(name);
    if (!compressed) {
      var checksum = new CRC32();
      checksum.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(checksum.getValue());
    }
    zip.putNextEntry(entry);
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
