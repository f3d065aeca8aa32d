package io.codedeveloper.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every message arrives at least once, in the order of its key, or becomes a dead letter.
public interface MessageBusContract extends DeliveryHarness {
  MessageBus bus();

  /// Another connection to the same bus, as another process would have it.
  MessageBus otherBus();

  static Message message(String id, String key) {
    return new Message(
        id, "io.codedeveloper.test", key, Map.of("a", "1"), "{\"id\":\"" + id + "\"}");
  }

  private List<String> receivedIds() {
    return received().stream().map(Message::id).toList();
  }

  private void refuseAll() {
    deliverDue((topic, message) -> {
      throw new TransientException("not now");
    });
  }

  @Test
  default void nothingIsDeliveredWhereNothingWasPublished() {
    assertThat(received()).isEmpty();
  }

  @Test
  default void messageArrivesAsItWasPublishedOnItsTopic() {
    var sent =
        new Message(
            "m-1", "io.codedeveloper.type", "key/é", Map.of("name", "wert \n 🚀"), "{\"ü\":1}");
    otherBus().publish(Topic.TICKS, sent);
    var topics = new ArrayList<Topic>();
    var messages = new ArrayList<Message>();
    deliverDue((topic, message) -> {
      topics.add(topic);
      messages.add(message);
    });
    assertThat(messages).containsExactly(sent);
    assertThat(topics).containsExactly(Topic.TICKS);
  }

  @Test
  default void acknowledgedMessageDoesNotComeBack() {
    bus().publish(Topic.COMMANDS, message("m", "p"));
    assertThat(receivedIds()).containsExactly("m");
    pass(longEnough());
    assertThat(received()).isEmpty();
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  default void refusedMessageComesBackAfterABackoff() {
    bus().publish(Topic.COMMANDS, message("m", "p"));
    refuseAll();
    assertThat(received()).isEmpty();
    pass(longEnough());
    assertThat(receivedIds()).containsExactly("m");
  }

  @Test
  default void messageWithoutAcknowledgementComesBackAfterTheDeadline() {
    bus().publish(Topic.COMMANDS, message("m", "p"));
    deliverOneAndDie();
    assertThat(received()).isEmpty();
    pass(longEnough());
    assertThat(receivedIds()).containsExactly("m");
  }

  @Test
  default void messagesOfOneKeyArriveInOrder() {
    var ids = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();
    for (var id : ids) {
      (id.endsWith("5") ? otherBus() : bus()).publish(Topic.COMMANDS, message(id, "p"));
    }
    assertThat(receivedIds()).isEqualTo(ids);
  }

  @Test
  default void laterMessageOfAKeyWaitsForTheOneBefore() {
    bus().publish(Topic.COMMANDS, message("first", "p"));
    bus().publish(Topic.COMMANDS, message("second", "p"));
    bus().publish(Topic.COMMANDS, message("other", "q"));
    var ids = new ArrayList<String>();
    deliverDue((topic, message) -> {
      if (message.id().equals("first")) {
        throw new IllegalStateException("refused");
      }
      ids.add(message.id());
    });
    assertThat(ids).containsExactly("other");
    pass(longEnough());
    assertThat(receivedIds()).containsExactly("first", "second");
  }

  @Test
  @FaultRow({"C9"})
  default void messageRefusedFiveTimesIsADeadLetterAndLetsTheNextPass() {
    var poison = message("poison", "p");
    bus().publish(Topic.COMMANDS, poison);
    bus().publish(Topic.COMMANDS, message("next", "p"));
    var attempts = new ArrayList<String>();
    for (var i = 0; i < MessageBus.DELIVERY_ATTEMPTS; i++) {
      assertThat(deadLetters()).isEmpty();
      deliverDue((topic, message) -> {
        attempts.add(message.id());
        if (message.id().equals("poison")) {
          throw new IllegalStateException("refused");
        }
      });
      pass(longEnough());
    }
    attempts.addAll(receivedIds());
    assertThat(attempts).containsExactly("poison", "poison", "poison", "poison", "poison", "next");
    assertThat(deadLetters()).containsExactly(poison);
  }

  @Test
  default void messageThatKillsItsReceiverFiveTimesIsADeadLetter() {
    bus().publish(Topic.COMMANDS, message("killer", "p"));
    for (var i = 0; i < MessageBus.DELIVERY_ATTEMPTS; i++) {
      deliverOneAndDie();
      pass(longEnough());
    }
    assertThat(received()).isEmpty();
    assertThat(deadLetters()).extracting(Message::id).containsExactly("killer");
  }

  @Test
  default void messagePublishedByAReceiverIsDelivered() {
    bus().publish(Topic.COMMANDS, message("one", "p"));
    var ids = new ArrayList<String>();
    deliverDue((topic, message) -> {
      ids.add(message.id());
      if (message.id().equals("one")) {
        bus().publish(Topic.COMMANDS, message("two", "p"));
      }
    });
    assertThat(ids).containsExactly("one", "two");
  }

  @Test
  default void concurrentPublishersLoseNothing() {
    var pieces = new ArrayList<Callable<Boolean>>();
    for (var publisher = 0; publisher < 4; publisher++) {
      var name = "p" + publisher;
      var bus = publisher % 2 == 0 ? bus() : otherBus();
      pieces.add(() -> publish(bus, name, 10));
    }
    Together.run(pieces);
    var messages = received();
    assertThat(messages).hasSize(40);
    for (var publisher = 0; publisher < 4; publisher++) {
      var key = "p" + publisher;
      assertThat(messages.stream().filter(message -> message.orderingKey().equals(key)))
          .extracting(Message::id)
          .isEqualTo(IntStream.range(0, 10).mapToObj(i -> key + "-" + i).toList());
    }
  }

  private static boolean publish(MessageBus bus, String key, int count) {
    for (var i = 0; i < count; i++) {
      bus.publish(Topic.COMMANDS, message(key + "-" + i, key));
    }
    return true;
  }

  @Test
  default void bodyOfMoreThanTenMegabytesIsRefused() {
    assertThatThrownBy(() ->
            bus()
                .publish(
                    Topic.COMMANDS, new Message("big", "t", "k", Map.of(), "x".repeat(10_000_001))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("big");
  }

  @Test
  default void sameIdMayBePublishedTwice() {
    bus().publish(Topic.COMMANDS, message("m", "p"));
    bus().publish(Topic.COMMANDS, message("m", "p"));
    assertThat(receivedIds()).containsOnly("m").isNotEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(received()).isEmpty();
  }
}
