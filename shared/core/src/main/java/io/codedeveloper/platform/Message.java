package io.codedeveloper.platform;

import java.util.Map;

/// A message of a topic. It may arrive more than once and in any order.
///
/// @param id the publisher's own, the same in every delivery
/// @param type what it says, `io.codedeveloper.command` for instance
/// @param orderingKey messages of one key are delivered in order where the platform can; the project's id
/// @param attributes short texts besides the body
/// @param body JSON text, at most 10 MB
public record Message(
    String id, String type, String orderingKey, Map<String, String> attributes, String body) {
  public Message {
    attributes = Map.copyOf(attributes);
  }
}
