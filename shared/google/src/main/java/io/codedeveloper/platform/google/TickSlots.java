package io.codedeveloper.platform.google;

import io.codedeveloper.platform.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;

/// Gives each slot's tick an id of its own.
///
/// Cloud Scheduler publishes the same message at every slot. It is marked, and a receiver that is
/// told when Pub/Sub took it makes the id of that minute: the same in every delivery, and in most
/// repetitions of one publication. A function that is called with a CloudEvent is not told; there
/// all ticks of a schedule have one id, which does no harm, as a tick has no effect twice.
public final class TickSlots {
  private static final String MARK = "slots";

  private TickSlots() {}

  /// The message whose id is made when it arrives.
  static Message marked(Message tick) {
    var attributes = new HashMap<>(tick.attributes());
    attributes.put(MARK, "minute");
    return new Message(tick.id(), tick.type(), tick.orderingKey(), attributes, tick.body());
  }

  /// A message as its receiver sees it; one that is not marked as it is.
  ///
  /// @param publishedAt when Pub/Sub took it
  public static Message received(Message message, Instant publishedAt) {
    if (!message.attributes().containsKey(MARK)) {
      return message;
    }
    var attributes = new HashMap<>(message.attributes());
    attributes.remove(MARK);
    var slot = publishedAt.truncatedTo(ChronoUnit.MINUTES).getEpochSecond();
    return new Message(
        message.id() + "-" + slot,
        message.type(),
        message.orderingKey(),
        attributes,
        message.body());
  }
}
