package io.codedeveloper.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.codedeveloper.notification.DeliveryResult;
import io.codedeveloper.notification.DeliveryResult.State;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeliveriesTest {
  private static final ProjectId PROJECT = new ProjectId("demo");
  private static final String ID = "i1.completed";
  private static final Receipt BROKEN = Receipt.NotNow.because("the server answered 500");

  private final InMemoryPlatform world = new InMemoryPlatform();
  private final Notifications notifications = new Notifications(world.documents);
  private final ScriptedChannel webhook = new ScriptedChannel("webhook");
  private final ScriptedChannel slack = new ScriptedChannel("slack");
  private final Deliveries deliveries = new Deliveries(world.documents, List.of(webhook, slack));

  @BeforeEach
  void tell() {
    slack.isSetUp = false;
    tell(Level.NORMAL);
  }

  private void tell(Level level) {
    var kind = level == Level.NORMAL ? "completed" : level.wireName();
    var draft = NotificationDraft.of("i1", kind, Type.COMPLETION, level, "Done", "It is.");
    notifications.notifyOnce(PROJECT, draft);
  }

  private Notification told() {
    return notifications.get(PROJECT, ID).orElseThrow();
  }

  private Optional<Notification> attempt() {
    return deliveries.attempt(PROJECT, ID);
  }

  /// Tries as soon as that is due, as long as it is.
  private List<Duration> pausesUntilItIsOver() {
    var pauses = new ArrayList<Duration>();
    for (var next = told().deliverAt(); next.isPresent(); next = told().deliverAt()) {
      var pause = Duration.between(world.clock.instant(), next.get());
      world.clock.advance(pause);
      pauses.add(pause);
      attempt();
    }
    return pauses;
  }

  @Test
  void notificationThatIsStoredIsAnOrderToDeliverIt() {
    assertThat(deliveries.first(PROJECT)).extracting(Notification::id).containsExactly(ID);
    assertThat(told().deliverAt()).contains(told().createdAt());
  }

  @Test
  void whatWasTakenIsNotedForPeopleAndOver() {
    attempt();
    assertThat(told().deliveries())
        .containsExactly(
            new DeliveryResult(
                "webhook", State.DELIVERED, "delivered at try 1", world.clock.instant()));
    assertThat(told().deliverAt()).isEmpty();
    assertThat(deliveries.first(PROJECT)).isEmpty();
  }

  @Test
  void whoIsToldOfOneTryTwiceMakesItOnce() {
    webhook.during(() -> {
      assertThat(attempt()).isEmpty();
      return BROKEN;
    });
    attempt();
    assertThat(attempt()).isEmpty();
    assertThat(webhook.received).hasSize(1);
  }

  @Test
  @FaultRow("N3")
  void serverThatIsBrokenForEverIsTriedSixTimesWithGrowingPauses() {
    webhook.next(BROKEN, BROKEN, BROKEN, BROKEN, BROKEN, BROKEN, BROKEN);
    assertThat(pausesUntilItIsOver())
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(8),
            Duration.ofMinutes(32),
            Duration.ofMinutes(128));
    assertThat(webhook.received).hasSize(6);
    assertThat(told().deliveries())
        .extracting(DeliveryResult::result)
        .containsExactly("not delivered in 6 tries: the server answered 500");
  }

  @Test
  void everyTryHasTheSameId() {
    webhook.next(BROKEN, BROKEN);
    pausesUntilItIsOver();
    assertThat(webhook.received)
        .hasSize(3)
        .containsOnly(Deliveries.id(PROJECT, ID))
        .allMatch(id -> id.matches("[0-9a-f]{32}"));
    assertThat(Deliveries.id(new ProjectId("other"), ID)).isNotEqualTo(webhook.received.getFirst());
  }

  @Test
  void whatWaitsSaysWhy() {
    webhook.next(BROKEN);
    attempt();
    assertThat(told().deliveries())
        .extracting(DeliveryResult::state, DeliveryResult::result)
        .containsExactly(tuple(State.WAITING, "try 1 of 6: the server answered 500"));
  }

  @Test
  void refusalIsNotTriedAgain() {
    webhook.next(new Receipt.Never("the server answered 404"));
    assertThat(pausesUntilItIsOver()).hasSize(1);
    assertThat(told().deliveries())
        .extracting(DeliveryResult::state, DeliveryResult::result)
        .containsExactly(tuple(State.FAILED, "not delivered: the server answered 404"));
  }

  @Test
  void onlyTheChannelThatFailedIsTriedAgain() {
    slack.isSetUp = true;
    slack.next(BROKEN, BROKEN);
    pausesUntilItIsOver();
    assertThat(webhook.received).hasSize(1);
    assertThat(slack.received).hasSize(3);
    assertThat(told().deliveries())
        .extracting(DeliveryResult::channel, DeliveryResult::result)
        .containsExactly(
            tuple("slack", "delivered at try 3"), tuple("webhook", "delivered at try 1"));
  }

  @Test
  void serverThatAsksForTimeGetsAnHourAtMost() {
    webhook.next(
        new Receipt.NotNow("busy", Optional.of(Duration.ofMinutes(5))),
        new Receipt.NotNow("busy", Optional.of(Duration.ofDays(5))),
        new Receipt.NotNow("busy", Optional.of(Duration.ofSeconds(1))));
    assertThat(pausesUntilItIsOver())
        .containsExactly(
            Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(8));
  }

  @Test
  void processThatDiesInATryCostsAPauseAndNeverTheBound() {
    for (var time = 0; time < 6; time++) {
      webhook.during(() -> {
        throw new DiedInTheMiddle();
      });
    }
    for (var time = 0; time < 6; time++) {
      world.clock.advance(Duration.between(world.clock.instant(), due()));
      assertThatThrownBy(this::attempt).isInstanceOf(DiedInTheMiddle.class);
    }
    world.clock.advance(Duration.between(world.clock.instant(), due()));
    attempt();
    assertThat(webhook.received).hasSize(6);
    assertThat(told().deliverAt()).isEmpty();
    assertThat(told().deliveries())
        .extracting(DeliveryResult::result)
        .containsExactly("not delivered: the last try was cut off");
  }

  private Instant due() {
    return told().deliverAt().orElseThrow();
  }

  @Test
  void tryThatEndsAfterTheNextOneHasBegunSaysOnlyWhatWasTaken() {
    webhook.during(() -> {
      world.clock.advance(Duration.ofMinutes(1));
      attempt();
      return new Receipt.Never("too late to count");
    });
    webhook.next(BROKEN);
    attempt();
    assertThat(told().deliveries())
        .extracting(DeliveryResult::result)
        .containsExactly("try 2 of 6: the server answered 500");
    assertThat(told().deliverAt()).isPresent();
  }

  @Test
  void whatPeopleDoMeanwhileIsKept() {
    webhook.during(() -> {
      notifications.markRead(PROJECT, ID);
      return new Receipt.Taken();
    });
    attempt();
    assertThat(told().status()).isEqualTo(Notification.Status.READ);
    assertThat(told().deliveries()).hasSize(1);
  }

  @Test
  void whatPeopleHaveDealtWithIsNotDelivered() {
    notifications.dismiss(PROJECT, ID);
    attempt();
    assertThat(webhook.received).isEmpty();
    assertThat(told().deliverAt()).isEmpty();
  }

  @Test
  void whatIsOldWhenItIsFirstLookedAtIsNotDelivered() {
    world.clock.advance(Duration.ofHours(25));
    attempt();
    assertThat(webhook.received).isEmpty();
    assertThat(told().deliverAt()).isEmpty();
  }

  @Test
  void whatNoChannelWantsIsOverWithoutAWord() {
    tell(Level.LOW);
    deliveries.attempt(PROJECT, "i1.low");
    var low = notifications.get(PROJECT, "i1.low").orElseThrow();
    assertThat(low.deliverAt()).isEmpty();
    assertThat(low.deliveries()).isEmpty();
  }

  @Test
  void whatIsToldAgainIsNotDeliveredAgain() {
    attempt();
    var again = NotificationDraft.of("i1", "completed", Type.INFO, Level.NORMAL, "Done", "It is.");
    notifications.tell(PROJECT, again);
    assertThat(deliveries.first(PROJECT)).isEmpty();
  }

  @Test
  void notificationThatIsGoneIsNoWork() {
    assertThat(deliveries.attempt(PROJECT, "i9.completed")).isEmpty();
  }

  /// No exception: nothing may catch it.
  private static final class DiedInTheMiddle extends Error {
    private static final long serialVersionUID = 1L;
  }
}
