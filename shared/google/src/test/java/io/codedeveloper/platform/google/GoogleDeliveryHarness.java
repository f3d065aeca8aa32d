package io.codedeveloper.platform.google;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.contract.DeliveryHarness;
import io.codedeveloper.platform.memory.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The harness of what publishes later, on a clock that the test moves; nothing is called while it
/// moves.
interface GoogleDeliveryHarness extends DeliveryHarness {
  ManualClock clock();

  PublishedTopics topics();

  /// Makes the service publish what is due.
  void publishDue();

  @Override
  default void deliverDue(Receiver receiver) {
    publishDue();
    topics().deliver(receiver);
  }

  @Override
  default void deliverOneAndDie() {
    throw new IllegalStateException("this is for the contract of the bus");
  }

  @Override
  default void pass(Duration time) {
    clock().advance(time);
  }

  @Override
  default Instant now() {
    return clock().instant();
  }

  @Override
  default List<Message> deadLetters() {
    throw new IllegalStateException("this is for the contract of the bus");
  }
}
