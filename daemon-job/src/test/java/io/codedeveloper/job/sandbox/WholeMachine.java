package io.codedeveloper.job.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The whole machine, which one has at a time, in whatever process: until it is closed, or the
/// process ends.
final class WholeMachine implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final FileChannel held;

  private WholeMachine(FileChannel held) {
    this.held = held;
  }

  /// Waits for it.
  ///
  /// @param file that is locked, and says who has the machine
  /// @param name of the one who takes it
  /// @throws IllegalStateException who has it instead, when the time has passed
  static WholeMachine take(Path file, String name, Duration longest) throws IOException {
    var options = new StandardOpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.WRITE};
    var channel = FileChannel.open(file, options);
    var end = System.nanoTime() + longest.toNanos();
    while (lock(channel) == null) {
      if (System.nanoTime() >= end || Thread.interrupted()) {
        channel.close();
        throw new IllegalStateException(
            "%s waited %d s for the whole machine (%s), which is held by %s"
                .formatted(name, longest.toSeconds(), file, Files.readString(file).strip()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    sign(channel, name);
    return new WholeMachine(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byThisProcess) {
      return null;
    }
  }

  private static void sign(FileChannel channel, String name) throws IOException {
    var text =
        "%s of process %d in %s since %s; end that process, or wait for it%n"
            .formatted(
                name,
                ProcessHandle.current().pid(),
                Path.of("").toAbsolutePath(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
