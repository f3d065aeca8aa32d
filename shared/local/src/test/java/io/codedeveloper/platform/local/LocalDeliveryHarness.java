package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.contract.DeliveryHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The harness of the delivery contracts on one data directory and a clock that the test moves.
interface LocalDeliveryHarness extends DeliveryHarness {
  TwoDatabases databases();

  /// Stands for the end of the process in the middle of a delivery.
  final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  default Deliveries deliveries() {
    return new Deliveries(databases().first, DeliveryPolicy.STANDARD);
  }

  @Override
  default void deliverDue(Receiver receiver) {
    while (!deliveries().deliverDue(receiver::receive).isEmpty()) {
      // The next batch.
    }
  }

  @Override
  default void deliverOneAndDie() {
    assertThatThrownBy(() ->
            deliveries()
                .deliverDue((topic, message) -> {
                  throw new Death();
                }))
        .isInstanceOf(Death.class);
  }

  @Override
  default void pass(Duration time) {
    databases().clock.advance(time);
  }

  @Override
  default Instant now() {
    return databases().clock.instant();
  }

  @Override
  default List<Message> deadLetters() {
    return new DeadLetters(databases().second)
        .list(100).stream().map(DeadLetters.DeadLetter::message).toList();
  }
}
