package io.codedeveloper.job.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// A unified diff of two trees that stops where it becomes too long.
final class BoundedDiff {
  private static final String CUT = "[the diff goes on; it was cut here]\n";

  /// Longer files are told as binary.
  private static final int LARGEST_FILE = 5 * 1024 * 1024;

  private BoundedDiff() {}

  /// @param atMost characters
  static String of(Repository repository, ObjectId before, ObjectId after, int atMost)
      throws IOException {
    // A character takes at most four bytes.
    var output = new Bounded(Math.multiplyExact((long) atMost, 4));
    try (var reader = repository.newObjectReader();
        var formatter = new DiffFormatter(output)) {
      formatter.setReader(reader, new Config());
      formatter.setContext(3);
      formatter.setBinaryFileThreshold(LARGEST_FILE);
      formatter.format(before, after);
      formatter.flush();
    } catch (Full e) {
      return cut(output.text(), atMost);
    }
    var text = output.text();
    return text.length() <= atMost ? text : cut(text, atMost);
  }

  private static String cut(String text, int atMost) {
    var room = Math.clamp(atMost - CUT.length(), 0, text.length());
    var end = text.lastIndexOf('\n', room - 1) + 1;
    var kept = text.substring(0, end) + CUT;
    return kept.length() <= atMost ? kept : CUT.substring(0, Math.max(0, atMost));
  }

  private static final class Full extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static final class Bounded extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long room;

    Bounded(long room) {
      this.room = room;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      var fits = (int) Math.min(length, room - kept.size());
      kept.write(bytes, offset, fits);
      if (fits < length) {
        throw new Full();
      }
    }

    String text() {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
