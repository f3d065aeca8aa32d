package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.contract.MessageBusContract;
import io.codedeveloper.platform.contract.Together;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMessageBusTest implements MessageBusContract, LocalDeliveryHarness {
  @TempDir private Path directory;
  private TwoDatabases databases;

  @BeforeEach
  void open() {
    databases = new TwoDatabases(directory);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Override
  public TwoDatabases databases() {
    return databases;
  }

  @Override
  public MessageBus bus() {
    return new SqliteMessageBus(databases.first);
  }

  @Override
  public MessageBus otherBus() {
    return new SqliteMessageBus(databases.second);
  }

  private void publish(String id) {
    bus().publish(Topic.COMMANDS, MessageBusContract.message(id, "p"));
  }

  private static void refuse(Topic topic, io.codedeveloper.platform.Message message) {
    throw new IllegalStateException("refused");
  }

  @Test
  void whatADeadHostBeganIsDeliveredAtOnceByTheNext() {
    publish("begun");
    publish("behind it");
    assertThatThrownBy(() ->
            deliveries()
                .deliverDue((topic, message) -> {
                  throw new StackOverflowError("stands for the end of the process");
                }))
        .isInstanceOf(StackOverflowError.class);
    assertThat(received()).isEmpty();

    deliveries().takeOver();

    assertThat(received())
        .extracting(message -> message.id())
        .containsExactly("begun", "behind it");
    assertThat(deliveries().nextDue()).isEmpty();
  }

  @Test
  void backoffDoublesFromTwoSeconds() {
    publish("m");
    for (var seconds : List.of(2, 4, 8, 16)) {
      assertThat(deliveries().deliverDue(SqliteMessageBusTest::refuse))
          .singleElement()
          .isInstanceOf(Delivery.Refused.class);
      assertThat(deliveries().nextDue()).contains(now().plusSeconds(seconds));
      pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(received()).isEmpty();
      pass(Duration.ofMillis(1));
    }
    assertThat(deliveries().deliverDue(SqliteMessageBusTest::refuse))
        .containsExactly(
            new Delivery.Dead(MessageBusContract.message("m", "p"), "IllegalStateException"));
  }

  @Test
  void backoffHasALongestAndNoOverflow() {
    assertThat(DeliveryPolicy.STANDARD.backoff(6)).isEqualTo(Duration.ofMinutes(1));
    assertThat(DeliveryPolicy.STANDARD.backoff(100)).isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> new DeliveryPolicy(Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nextDueTellsTheHostWhenToComeBack() {
    assertThat(deliveries().nextDue()).isEmpty();
    publish("first");
    publish("second");
    assertThat(deliveries().nextDue()).contains(now());
    deliverOneAndDie();
    assertThat(deliveries().nextDue())
        .contains(now().plus(DeliveryPolicy.STANDARD.acknowledgementDeadline()));
  }

  @Test
  void lateAcknowledgementStillCounts() {
    publish("m");
    deliveries().deliverDue((topic, message) -> pass(Duration.ofMinutes(10)));
    assertThat(received()).isEmpty();
  }

  @Test
  void lateRefusalDoesNotTouchALaterDelivery() {
    publish("m");
    var inner = new ArrayList<Delivery>();
    deliveries()
        .deliverDue((topic, message) -> {
          pass(Duration.ofMinutes(10));
          inner.addAll(deliveries().deliverDue((sameTopic, same) -> {}));
          throw new IllegalStateException("refused too late");
        });
    assertThat(inner).singleElement().isInstanceOf(Delivery.Acknowledged.class);
    pass(longEnough());
    assertThat(received()).isEmpty();
  }

  @Test
  void severalDeliverersShareTheMessages() {
    for (var i = 0; i < 40; i++) {
      bus().publish(Topic.COMMANDS, MessageBusContract.message("m" + i, "p" + i));
    }
    var ids = new ConcurrentLinkedQueue<String>();
    Together.run(
        List.of(
            () -> deliverAll(databases.first, ids),
            () -> deliverAll(databases.second, ids),
            () -> deliverAll(databases.second, ids)));
    assertThat(ids).hasSize(40).doesNotHaveDuplicates();
  }

  private static boolean deliverAll(LocalDatabase database, ConcurrentLinkedQueue<String> ids) {
    new Deliveries(database, DeliveryPolicy.STANDARD)
        .deliverDue((topic, message) -> ids.add(message.id()));
    return true;
  }

  @Test
  void messagesWithoutAKeyDoNotWaitForEachOther() {
    bus().publish(Topic.COMMANDS, MessageBusContract.message("refused", ""));
    bus().publish(Topic.COMMANDS, MessageBusContract.message("taken", ""));
    var ids = new ArrayList<String>();
    deliverDue((topic, message) -> {
      if (message.id().equals("refused")) {
        throw new IllegalStateException("refused");
      }
      ids.add(message.id());
    });
    assertThat(ids).containsExactly("taken");
  }

  @Test
  void deadLettersAreCountedAndCanBeDeliveredAgain() {
    publish("m");
    for (var i = 0; i < MessageBus.DELIVERY_ATTEMPTS; i++) {
      deliveries().deliverDue(SqliteMessageBusTest::refuse);
      pass(longEnough());
    }
    var letters = new DeadLetters(databases.first);
    assertThat(letters.count()).isEqualTo(1);
    var letter = letters.list(10).getFirst();
    assertThat(letter.reason()).isEqualTo("IllegalStateException");
    assertThat(letters.redeliver(letter.sequence())).isTrue();
    assertThat(letters.redeliver(letter.sequence())).isFalse();
    assertThat(letters.count()).isZero();
    assertThat(received()).containsExactly(letter.message());
  }

  @Test
  void deadLettersOfLongAgoAreRemovedWithTheNext() {
    die("old");
    pass(Retention.KEPT);
    die("new");

    assertThat(new DeadLetters(databases.first).list(10))
        .extracting(letter -> letter.message().id())
        .containsExactly("new");
  }

  private void die(String id) {
    publish(id);
    for (var i = 0; i < MessageBus.DELIVERY_ATTEMPTS; i++) {
      deliveries().deliverDue(SqliteMessageBusTest::refuse);
      pass(longEnough());
    }
  }

  @Test
  void oneCallEndsThoughTheSubscriberAlwaysPublishes() {
    publish("m");
    assertThat(deliveries().deliverDue((topic, message) -> publish("again"))).hasSize(100);
  }
}
