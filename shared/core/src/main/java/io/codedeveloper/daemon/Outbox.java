package io.codedeveloper.daemon;

import io.codedeveloper.notification.DeliveryResult;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.delivery.Channel;
import io.codedeveloper.notification.delivery.Deliveries;
import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.project.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sees to it that notifications are delivered: apart from everything else that the daemon does,
/// each try as a task of its own.
final class Outbox {
  /// What is due this long has lost its task or its message.
  private static final Duration LOST = Duration.ofSeconds(60);

  private final DocumentStore store;
  private final MessageBus bus;
  private final DelayedTasks delayed;
  private final IdSource ids;
  private final LogStore logs;
  private final Clock clock;
  private final Deliveries deliveries;

  Outbox(Platform platform, List<Channel> channels) {
    store = platform.documents();
    bus = platform.bus();
    delayed = platform.delayedTasks();
    ids = platform.ids();
    logs = platform.logs();
    clock = platform.clock();
    deliveries = new Deliveries(store, channels);
  }

  /// Has delivered what was stored since somebody last looked; a sweep also what was lost on its
  /// way. Where that does not work now, the next message does it: this one has been dealt with.
  void post(DaemonMessage after) {
    switch (after) {
      case DaemonMessage.DeliveryDue alone -> {}
      case DaemonMessage.Tick(var project, var schedule) ->
          post(project, schedule.equals(Ticks.SWEEP));
      case DaemonMessage.CommandIssued issued -> post(issued.project(), false);
      case DaemonMessage.IterationFinished finished -> post(finished.project(), false);
      case DaemonMessage.StopDeadline deadline -> post(deadline.project(), false);
    }
  }

  private void post(ProjectId project, boolean sweep) {
    try {
      var first = deliveries.first(project);
      if (!first.isEmpty()) {
        var now = store.transact(tx -> tx.time());
        first.stream()
            .filter(one -> isDue(one, now))
            .forEach(one -> post(project, one, now, sweep && isDue(one, now.minus(LOST))));
      }
    } catch (TransientException notNow) {
      // They are still there, and due.
    } catch (InstallationException lacking) {
      log(
          project,
          LogStore.Severity.ERROR,
          "notifications are not delivered elsewhere: " + lacking.getMessage());
    }
  }

  private static boolean isDue(Notification one, Instant at) {
    return one.deliverAt().filter(due -> !due.isAfter(at)).isPresent();
  }

  /// The name of a lost task is taken for an hour, so that a message goes without one.
  private void post(ProjectId project, Notification one, Instant now, boolean lost) {
    if (lost) {
      bus.publish(Topic.COMMANDS, due(project, one).toMessage(ids.next()));
    } else {
      schedule(project, one, now);
    }
  }

  /// Tries to deliver a notification, if that is due.
  void deliver(ProjectId project, String notification) {
    var tried = deliveries.attempt(project, notification);
    tried.flatMap(Notification::deliverAt).ifPresent(next -> schedule(project, tried.get(), next));
    tried.filter(one -> one.deliverAt().isEmpty()).ifPresent(over -> log(project, over));
  }

  /// A try has one name, so that many who see that it is due make one task.
  private void schedule(ProjectId project, Notification one, Instant at) {
    var name = "deliver-%s-%d".formatted(Deliveries.id(project, one.id()), one.deliveryTries() + 1);
    delayed.schedule(name, at, Topic.COMMANDS, due(project, one).toMessage(ids.next()));
  }

  private static DaemonMessage due(ProjectId project, Notification one) {
    return new DaemonMessage.DeliveryDue(project, one.id());
  }

  private void log(ProjectId project, Notification over) {
    over.deliveries().stream()
        .filter(one -> one.state() == DeliveryResult.State.FAILED)
        .map(one -> "notification %s, %s: %s".formatted(over.id(), one.channel(), one.result()))
        .forEach(text -> log(project, LogStore.Severity.WARNING, text));
  }

  private void log(ProjectId project, LogStore.Severity severity, String text) {
    logs.append(
        new LogStore.Entry(clock.instant(), severity, project.value(), Optional.empty(), text));
  }
}
