package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.delivery.Receipt;
import io.codedeveloper.notification.delivery.ScriptedChannel;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.Message;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static final Receipt BROKEN = Receipt.NotNow.because("the server answered 500");

  private final ScriptedChannel webhook = new ScriptedChannel("webhook");
  private final DaemonScenario daemon = new DaemonScenario(List.of(webhook));

  private void tell(String kind) {
    daemon.notifications.notifyOnce(
        PROJECT, NotificationDraft.of("i1", kind, Type.COMPLETION, Level.NORMAL, "Done", "It is."));
  }

  /// Delivers every task that is due, as the queue and the bus do.
  private void fire() {
    var now = daemon.world.clock.instant();
    var due =
        daemon.world.delayed.due.entrySet().stream()
            .filter(task -> !task.getValue().isAfter(now))
            .map(task -> daemon.world.delayed.messages.get(task.getKey()))
            .toList();
    due.forEach(this::handle);
  }

  private void handle(Message message) {
    daemon.handler.handle(DaemonMessage.from(message));
  }

  private Notification told(String kind) {
    return daemon.notifications.get(PROJECT, "i1." + kind).orElseThrow();
  }

  @Test
  void whatAnIterationToldIsATaskAsSoonAsItHasEnded() {
    daemon.start();
    daemon.begin();
    tell("completed");
    daemon.end(IterationOutcome.NOTHING_TO_DO);
    daemon.handler.handle(
        new DaemonMessage.IterationFinished(
            PROJECT, daemon.lastLaunch().iteration(), IterationOutcome.NOTHING_TO_DO));

    fire();

    assertThat(webhook.received).hasSize(1);
  }

  @Test
  void manyWhoSeeThatItIsDueMakeOneTask() {
    tell("completed");
    daemon.tick(Ticks.WORK);
    daemon.tick(Ticks.SWEEP);
    daemon.tick(Ticks.WORK);
    assertThat(daemon.world.delayed.due).hasSize(1);
  }

  @Test
  void deliveryWaitsForNothingAndNothingWaitsForIt() {
    tell("completed");
    daemon.tick(Ticks.WORK);
    assertThat(daemon.world.delayed.messages.values())
        .extracting(Message::orderingKey)
        .containsExactly("");
  }

  @Test
  @FaultRow("N3")
  void brokenServerHoldsUpNoIteration() {
    webhook.next(BROKEN, BROKEN, BROKEN, BROKEN, BROKEN, BROKEN);
    tell("completed");
    daemon.start();
    daemon.run(IterationOutcome.PULL_REQUEST);
    fire();
    daemon.run(IterationOutcome.PULL_REQUEST);
    fire();

    assertThat(daemon.launches()).isEqualTo(3);
    assertThat(daemon.project().failuresInARow()).isZero();
    assertThat(webhook.received).hasSize(1);
  }

  @Test
  void nextTryIsATaskOfItsOwn() {
    webhook.next(BROKEN);
    tell("completed");
    daemon.tick(Ticks.WORK);
    fire();
    assertThat(daemon.world.delayed.due).hasSize(2);

    daemon.advance(Duration.ofSeconds(30));
    fire();

    assertThat(webhook.received).hasSize(2);
    assertThat(told("completed").deliverAt()).isEmpty();
  }

  @Test
  void sweepMakesUpForATaskThatWasLost() {
    tell("completed");
    daemon.tick(Ticks.WORK);
    daemon.advance(Duration.ofMinutes(5));
    daemon.tick(Ticks.SWEEP);

    daemon.deliver();

    assertThat(webhook.received).hasSize(1);
  }

  @Test
  void messageIsDealtWithEvenWhereTheBusIsAway() {
    tell("completed");
    daemon.advance(Duration.ofMinutes(5));
    daemon.world.bus.reachable = false;

    daemon.tick(Ticks.SWEEP);

    assertThat(told("completed").deliverAt()).isPresent();
  }

  @Test
  void messageIsDealtWithEvenWhereTheInstallationLacksARight() {
    daemon.world.delayed.failure =
        Optional.of(new InstallationException("grant roles/cloudtasks.enqueuer", new Error()));
    tell("completed");

    daemon.tick(Ticks.WORK);

    assertThat(told("completed").deliverAt()).isPresent();
    assertThat(daemon.world.logs.entries)
        .filteredOn(entry -> entry.severity() == LogStore.Severity.ERROR)
        .extracting(LogStore.Entry::message)
        .containsExactly(
            "notifications are not delivered elsewhere: grant roles/cloudtasks.enqueuer");
  }

  @Test
  void failureIsInTheLog() {
    webhook.next(new Receipt.Never("the server answered 404"));
    tell("completed");
    daemon.tick(Ticks.WORK);
    fire();
    assertThat(daemon.world.logs.entries)
        .filteredOn(entry -> entry.severity() == LogStore.Severity.WARNING)
        .extracting(LogStore.Entry::message)
        .contains("notification i1.completed, webhook: not delivered: the server answered 404");
  }

  @Test
  void deliveryThatTheBusGaveUpIsNoNewNotification() {
    tell("completed");
    daemon.tick(Ticks.WORK);
    var message = daemon.world.delayed.messages.values().iterator().next();

    new DeadLetters(daemon.world.platform()).exhausted(message, "the store was away");

    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .hasSize(1);
  }
}
