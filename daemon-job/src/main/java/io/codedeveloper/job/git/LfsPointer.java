package io.codedeveloper.job.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/// The small text that stands in git for a large file kept elsewhere (Git LFS).
final class LfsPointer {
  private static final byte[] START =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  /// The specification's limit for a pointer, in bytes.
  private static final long LARGEST = 1024;

  private LfsPointer() {}

  static boolean isOne(byte[] content) {
    return content.length < LARGEST
        && content.length > START.length
        && java.util.Arrays.mismatch(content, START) == START.length;
  }

  static boolean isOne(ObjectReader reader, ObjectId blob) throws IOException {
    var size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
    return size < LARGEST
        && size > START.length
        && isOne(reader.open(blob, Constants.OBJ_BLOB).getBytes());
  }
}
