package io.codedeveloper.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The rule for names of blobs, the same in every adapter.
public final class BlobName {
  /// Cloud Storage's limit for an object's name, in UTF-8 bytes.
  private static final int LONGEST = 1024;

  private BlobName() {}

  /// The name itself when it is legal.
  ///
  /// @throws IllegalArgumentException naming what is wrong with it
  public static String check(String name) {
    var length = name.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > LONGEST) {
      throw illegal(name, "must have 1 to " + LONGEST + " bytes, has " + length);
    }
    if (name.chars()
        .anyMatch(character -> character == 0 || character == '\n' || character == '\r')) {
      throw illegal(name, "must have no NUL and no line break");
    }
    if (name.startsWith("/")) {
      throw illegal(name, "must not start with a slash");
    }
    if (List.of(name.split("/", -1)).stream().anyMatch(BlobName::isDots)) {
      throw illegal(name, "must have no segment '.' or '..'");
    }
    return name;
  }

  private static boolean isDots(String segment) {
    return segment.equals(".") || segment.equals("..");
  }

  private static IllegalArgumentException illegal(String name, String why) {
    return new IllegalArgumentException("not a legal blob name (" + why + "): '" + name + "'");
  }
}
