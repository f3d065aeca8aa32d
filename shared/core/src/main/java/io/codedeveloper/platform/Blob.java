package io.codedeveloper.platform;

/// A stored object with its content.
///
/// @param generation changes with every write of the name, and only grows
public record Blob(String name, long generation, byte[] content) {
  /// The content as UTF-8 text.
  public String text() {
    return new String(content, java.nio.charset.StandardCharsets.UTF_8);
  }
}
