package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Reads the lines of a file from its end, so that the last ones of a large file cost little.
final class BackwardLines implements AutoCloseable {
  private static final int BLOCK = 64 * 1024;

  private final FileChannel channel;
  private final Deque<String> lines = new ArrayDeque<>();

  /// What has been read of a line whose beginning has not, back to front.
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

  private long position;

  BackwardLines(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    position = channel.size();
  }

  /// The line before the last one given; empty at the beginning of the file.
  Optional<String> previous() throws IOException {
    while (lines.isEmpty() && position > 0) {
      readBlock();
    }
    return Optional.ofNullable(lines.pollFirst());
  }

  private void readBlock() throws IOException {
    var block = ByteBuffer.allocate((int) Math.min(BLOCK, position));
    var start = position - block.capacity();
    while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
      // Until the block is full.
    }
    for (var index = block.position() - 1; index >= 0; index--) {
      if (block.get(index) == '\n') {
        endLine();
      } else {
        partial.write(block.get(index));
      }
    }
    position = start;
    if (position == 0) {
      endLine();
    }
  }

  private void endLine() {
    var bytes = partial.toByteArray();
    partial.reset();
    for (int left = 0, right = bytes.length - 1; left < right; left++, right--) {
      var kept = bytes[left];
      bytes[left] = bytes[right];
      bytes[right] = kept;
    }
    if (bytes.length > 0) {
      lines.addLast(new String(bytes, UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
