package io.codedeveloper.platform;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A message of a topic. It may arrive more than once and in any order.
///
/// @param id the publisher's own, the same in every delivery
/// @param type what it says, `io.codedeveloper.command` for instance
/// @param orderingKey messages of one key are delivered in order where the platform can; the
///   project's id
/// @param attributes short texts besides the body
/// @param body JSON text, at most 10 MB
public record Message(
    String id, String type, String orderingKey, Map<String, String> attributes, String body) {
  private static final int LARGEST_BODY = 10_000_000;

  public Message {
    attributes = Map.copyOf(attributes);
    var size = body.getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST_BODY) {
      throw new IllegalArgumentException(
          "the body of message %s has %d bytes, more than %d".formatted(id, size, LARGEST_BODY));
    }
  }
}
