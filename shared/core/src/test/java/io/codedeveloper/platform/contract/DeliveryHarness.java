package io.codedeveloper.platform.contract;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the contracts of whatever delivers messages ask of an adapter's test.
public interface DeliveryHarness {
  /// The subscriber of all topics; what it throws refuses the message.
  @FunctionalInterface
  interface Receiver {
    void receive(Topic topic, Message message);
  }

  /// Delivers what is due now, and returns when nothing more is.
  void deliverDue(Receiver receiver);

  /// Delivers to a receiver that the process dies in: no acknowledgement, no refusal.
  void deliverOneAndDie();

  /// Lets time go by, by the adapter's clock or in truth.
  void pass(Duration time);

  /// The time by the adapter's clock.
  Instant now();

  /// The messages that were given up.
  List<Message> deadLetters();

  /// Longer than any acknowledgement deadline or backoff.
  default Duration longEnough() {
    return Duration.ofHours(1);
  }

  /// What is due now, acknowledged.
  default List<Message> received() {
    var messages = new ArrayList<Message>();
    deliverDue((topic, message) -> messages.add(message));
    return messages;
  }
}
