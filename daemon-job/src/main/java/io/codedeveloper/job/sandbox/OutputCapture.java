package io.codedeveloper.job.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Takes any amount of output and keeps its head and its tail.
final class OutputCapture {
  private static final int LONGEST_WORD = 4096;

  private final int half;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final byte[] ring;
  private long afterHead;

  /// @param limit bytes kept, half of them from the end
  OutputCapture(int limit) {
    half = Math.max(1, limit / 2);
    ring = new byte[half];
  }

  void write(byte[] bytes, int length) {
    int toHead = Math.min(length, half - head.size());
    head.write(bytes, 0, toHead);
    int from = Math.max(toHead, length - half);
    afterHead += from - toHead;
    while (from < length) {
      int at = (int) (afterHead % half);
      int count = Math.min(length - from, half - at);
      System.arraycopy(bytes, from, ring, at, count);
      from += count;
      afterHead += count;
    }
  }

  /// Bytes between head and tail that were let go.
  long omitted() {
    return Math.max(0, afterHead - half);
  }

  /// What was kept, made readable; a line says where something is missing.
  String text() {
    String start = head.toString(StandardCharsets.UTF_8);
    if (omitted() == 0) {
      // One piece, so that no character is cut between head and ring.
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head.toByteArray());
      all.writeBytes(tail());
      return OutputText.readable(all.toString(StandardCharsets.UTF_8));
    }
    return OutputText.readable(withoutCutEnd(start))
        + "\n[… "
        + omitted()
        + " bytes left out …]\n"
        + OutputText.readable(withoutCutBeginning(new String(tail(), StandardCharsets.UTF_8)));
  }

  /// A word that was cut may be a part of a secret, which nobody would recognise.
  private static String withoutCutEnd(String text) {
    for (int at = text.length(); at > 0 && at > text.length() - LONGEST_WORD; at--) {
      if (Character.isWhitespace(text.charAt(at - 1))) {
        return text.substring(0, at);
      }
    }
    return text;
  }

  private static String withoutCutBeginning(String text) {
    for (int at = 0; at < text.length() && at < LONGEST_WORD; at++) {
      if (Character.isWhitespace(text.charAt(at))) {
        return text.substring(at);
      }
    }
    return text;
  }

  private byte[] tail() {
    int kept = (int) Math.min(afterHead, half);
    byte[] tail = new byte[kept];
    int start = (int) ((afterHead - kept) % half);
    int first = Math.min(kept, half - start);
    System.arraycopy(ring, start, tail, 0, first);
    System.arraycopy(ring, 0, tail, first, kept - first);
    return tail;
  }
}
