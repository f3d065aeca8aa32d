package io.codedeveloper.job.git;

import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one thread of all processes at a time use a directory; a thread that holds it may enter
/// again.
///
/// Waits no longer than its patience: the holder may be a process that was frozen.
final class CacheLock {
  private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
  private static final String SUFFIX = ".lock";
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ReentrantLock threads;
  private final Path file;
  private final Duration patience;

  CacheLock(Path directory, Duration patience) {
    this.threads = THREADS.computeIfAbsent(directory, path -> new ReentrantLock());
    this.file = directory.resolveSibling(directory.getFileName() + SUFFIX);
    this.patience = patience;
  }

  /// Notes when the directory was used last.
  void used(Instant now) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// The directories beside each other that are there and were not used since. Their locks stay:
  /// others may be waiting for one.
  static List<Path> unusedSince(Path parent, Instant oldest) {
    try (var files = Files.list(parent)) {
      var unused = new ArrayList<Path>();
      for (var lock : files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
        var name = lock.getFileName().toString();
        var directory = lock.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
        if (Files.isDirectory(directory)
            && Files.getLastModifiedTime(lock).toInstant().isBefore(oldest)) {
          unused.add(directory);
        }
      }
      return unused;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look through the caches in " + parent, e);
    }
  }

  /// Runs an action while nobody else does.
  ///
  /// @return empty when others held it all the time
  <T> Optional<T> tryHolding(Supplier<T> action) {
    var start = System.nanoTime();
    try {
      if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
      try {
        return threads.getHoldCount() > 1 ? Optional.of(action.get()) : withFileLock(start, action);
      } finally {
        threads.unlock();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while waiting for " + file, stopped);
    }
  }

  private <T> Optional<T> withFileLock(long start, Supplier<T> action) throws InterruptedException {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory for caches: " + e.getMessage(), e);
    }
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (!isLocked(channel)) {
        if (System.nanoTime() - start >= patience.toNanos()) {
          return Optional.empty();
        }
        Thread.sleep(PAUSE);
      }
      return Optional.of(action.get());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + file, e);
    }
  }

  /// Locks the file until the channel is closed.
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }
}
