package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Logs as files of JSON lines, one a project and day (UTC): `projects/<project>/<day>.jsonl`.
///
/// Several processes may append: each entry is one write to the end of the file, which Linux does
/// not interleave. The first entry of a day removes the project's files of more than 90 days ago.
public final class FileLogStore implements LogStore {
  private static final int LARGEST_TAIL = 1000;
  private static final String SUFFIX = ".jsonl";

  /// Several processes write: an entry may stand after later ones, but hardly so much later.
  private static final Duration DISORDER = Duration.ofMinutes(1);

  private final Path directory;
  private final AtomicLong dropped = new AtomicLong();

  /// @param directory is made with the first entry
  public FileLogStore(Path directory) {
    this.directory = directory;
  }

  @Override
  public void append(Entry entry) {
    try {
      var file = of(entry.project()).resolve(day(entry.at()));
      var begins = !Files.exists(file);
      appendLine(file, LogLine.encode(entry));
      if (begins) {
        removeOlder(of(entry.project()), day(Retention.oldest(entry.at())));
      }
    } catch (IOException | RuntimeException failure) {
      dropped.incrementAndGet();
    }
  }

  /// The name of the file that holds an instant's entries; later days sort after earlier ones.
  private static String day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate() + SUFFIX;
  }

  private static void removeOlder(Path directory, String oldest) throws IOException {
    for (var file : newestFirst(directory)) {
      if (file.getFileName().toString().compareTo(oldest) < 0) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// How many entries could not be kept.
  public long dropped() {
    return dropped.get();
  }

  private static void appendLine(Path file, byte[] line) throws IOException {
    Files.createDirectories(
        file.getParent(), DataDirectory.mode(PosixFilePermissions.fromString("rwx------")));
    var options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    var mode = DataDirectory.mode(PosixFilePermissions.fromString("rw-------"));
    try (var reader = FileChannel.open(file, options, mode);
        var writer = FileChannel.open(file, StandardOpenOption.APPEND)) {
      writer.write(ByteBuffer.wrap(endsInTheMiddle(reader) ? onNewLine(line) : line));
    }
  }

  /// Whether a write before was cut off; then its rest must not swallow the next entry.
  private static boolean endsInTheMiddle(FileChannel file) throws IOException {
    var last = ByteBuffer.allocate(1);
    var size = file.size();
    return size > 0 && file.read(last, size - 1) == 1 && last.get(0) != '\n';
  }

  private static byte[] onNewLine(byte[] line) {
    return ByteBuffer.allocate(line.length + 1).put((byte) '\n').put(line).array();
  }

  @Override
  public List<Entry> tail(Selection selection, int limit) {
    if (limit < 1 || limit > LARGEST_TAIL) {
      throw new IllegalArgumentException("limit must be 1 to " + LARGEST_TAIL + ": " + limit);
    }
    var found = new ArrayList<Entry>();
    try {
      for (var file : newestFirst(of(selection.project()))) {
        if (isOf(file, selection.since())) {
          collect(file, selection, limit, found);
        }
      }
    } catch (IOException failure) {
      throw new TransientException("the logs in " + directory + " cannot be read", failure);
    }
    var oldestFirst = new ArrayList<>(found.reversed());
    oldestFirst.sort(Comparator.comparing(Entry::at));
    return oldestFirst;
  }

  /// Whether the file's day is not before the time.
  private static boolean isOf(Path file, Optional<Instant> since) {
    return since
        .map(time -> time.atOffset(ZoneOffset.UTC).toLocalDate() + SUFFIX)
        .filter(first -> file.getFileName().toString().compareTo(first) < 0)
        .isEmpty();
  }

  private static void collect(Path file, Selection selection, int limit, List<Entry> found)
      throws IOException {
    var end = selection.since().map(since -> since.minus(DISORDER));
    try (var lines = new BackwardLines(file)) {
      while (found.size() < limit) {
        var entry = lines.previous().map(LogLine::decode);
        if (entry.isEmpty() || isBefore(entry.get(), end)) {
          return;
        }
        entry.get().filter(selection::includes).ifPresent(found::add);
      }
    }
  }

  private static boolean isBefore(Optional<Entry> entry, Optional<Instant> end) {
    return entry.isPresent() && end.filter(entry.get().at()::isBefore).isPresent();
  }

  private static List<Path> newestFirst(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  /// The project's directory; no project's name leads out of the logs.
  private Path of(String project) {
    var name = URLEncoder.encode(project, UTF_8).replace(".", "%2E").replace("*", "%2A");
    return directory.resolve("projects").resolve(name);
  }
}
