package io.codedeveloper.cli.up;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Lets one host at a time work on a data directory. The kernel frees it when the host ends,
/// however it ends.
final class DataLock implements AutoCloseable {
  private static final String NAME = "up.lock";

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws UserErrorException when another host has it
  static DataLock take(Path directory) {
    var file = directory.resolve(NAME);
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw taken(directory, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(self().getBytes(StandardCharsets.US_ASCII)));
      return new DataLock(channel);
    } catch (IOException failure) {
      throw new UserErrorException(
          "%s cannot be locked (%s); choose a data directory that this user may write"
              .formatted(file, failure),
          failure);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable Object lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException here) {
      return false;
    }
  }

  private static String self() {
    return ProcessHandle.current().pid() + "\n";
  }

  private static UserErrorException taken(Path directory, String process) {
    return new UserErrorException(
        "another 'local up' (process %s) works on %s already; end it with Ctrl-C there, or choose another directory with --data"
            .formatted(process.isEmpty() ? "unknown" : process, directory));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
