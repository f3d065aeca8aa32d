package io.codedeveloper.file;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// An edit and where it comes from, in one blob: four lines, an empty one, then the content as it
/// is.
///
/// @param base the git blob id of what the edit was based on
record EditFrame(Optional<String> base, String editor, Instant at, byte[] content) {
  private static final String MAGIC = "code-developer edit 1";

  /// The same edit, made on something else.
  EditFrame on(String newBase) {
    return new EditFrame(Optional.of(newBase), editor, at, content);
  }

  byte[] bytes() {
    var head =
        """
        %s
        base %s
        editor %s
        at %s

        """
            .formatted(
                MAGIC, base.orElse("none"), URLEncoder.encode(editor, StandardCharsets.UTF_8), at)
            .getBytes(StandardCharsets.UTF_8);
    var all = Arrays.copyOf(head, head.length + content.length);
    System.arraycopy(content, 0, all, head.length, content.length);
    return all;
  }

  /// @throws IllegalStateException when the bytes are no edit
  static EditFrame parse(String name, byte[] bytes) {
    var end = endOfHead(bytes);
    var lines = new String(bytes, 0, Math.max(end, 0), StandardCharsets.UTF_8).split("\n");
    if (end < 0 || lines.length != 4 || !lines[0].equals(MAGIC)) {
      throw new IllegalStateException("the blob " + name + " is not an edit");
    }
    try {
      return parse(lines, Arrays.copyOfRange(bytes, end, bytes.length));
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException damaged) {
      throw new IllegalStateException("the blob " + name + " is a damaged edit", damaged);
    }
  }

  private static EditFrame parse(String[] lines, byte[] content) {
    var base = Optional.of(lines[1].substring("base ".length())).filter(id -> !id.equals("none"));
    var editor = URLDecoder.decode(lines[2].substring("editor ".length()), StandardCharsets.UTF_8);
    var at = Instant.parse(lines[3].substring("at ".length()));
    return new EditFrame(base, editor, at, content);
  }

  private static int endOfHead(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }
}
