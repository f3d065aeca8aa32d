package io.codedeveloper.cli.up;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.functions.Dispatcher;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.local.Deliveries;
import io.codedeveloper.platform.local.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Delivers what is due, commands and ticks, to the dispatcher as it is deployed.
///
/// Two threads do, so that a command does not wait for a server to which a notification goes; what
/// is about one project is delivered in its order all the same.
final class BusLoop implements AutoCloseable {
  /// The longest that a new message waits; looking costs one indexed read.
  private static final Duration PERIOD = Duration.ofMillis(250);

  /// The dispatcher needs seconds at most.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Deliveries deliveries;
  private final Dispatcher dispatcher;
  private final LogStore logs;
  private final Clock clock;
  private final Redactor redactor;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads =
      Stream.of("bus-1", "bus-2")
          .map(name -> Thread.ofPlatform().name(name).unstarted(this::run))
          .toList();

  private BusLoop(
      Deliveries deliveries, Dispatcher dispatcher, LogStore logs, Clock clock, Redactor redactor) {
    this.deliveries = deliveries;
    this.dispatcher = dispatcher;
    this.logs = logs;
    this.clock = clock;
    this.redactor = redactor;
  }

  /// Delivers from now on until it is closed.
  static BusLoop start(
      Deliveries deliveries, Dispatcher dispatcher, LogStore logs, Clock clock, Redactor redactor) {
    var loop = new BusLoop(deliveries, dispatcher, logs, clock, redactor);
    loop.threads.forEach(Thread::start);
    return loop;
  }

  private void run() {
    while (!closed()) {
      try {
        deliveries.deliverDue((topic, message) -> dispatcher.deliver(message)).forEach(this::note);
      } catch (RuntimeException failure) {
        // The messages are still there: the next round delivers them.
        log("host", Severity.WARNING, "nothing could be delivered: " + failure);
      }
    }
  }

  private boolean closed() {
    try {
      return closing.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException nobodyDoesThat) {
      return true;
    }
  }

  private void note(Delivery delivery) {
    switch (delivery) {
      case Delivery.Acknowledged acknowledged -> {}
      case Delivery.Refused(var message, var attempt, var cause) ->
          log(
              project(message),
              Severity.WARNING,
              "%s %s was refused (delivery %d) and comes again: %s"
                  .formatted(message.type(), message.id(), attempt, cause));
      case Delivery.Dead(var message, var reason) -> {
        log(
            project(message),
            Severity.ERROR,
            "%s %s was given up: %s".formatted(message.type(), message.id(), reason));
        giveUp(message, reason);
      }
    }
  }

  /// What cannot be recorded now, the log has, and the next tick publishes its command again.
  private void giveUp(Message message, String reason) {
    try {
      dispatcher.giveUp(message, "every delivery ended with " + reason);
    } catch (RuntimeException failure) {
      log(project(message), Severity.ERROR, "it could not be recorded: " + failure);
    }
  }

  private static String project(Message message) {
    return message.orderingKey().isEmpty() ? "host" : message.orderingKey();
  }

  private void log(String project, Severity severity, String message) {
    logs.append(
        new LogStore.Entry(
            clock.instant(), severity, project, Optional.empty(), redactor.redact(message)));
  }

  /// Delivers nothing more, and returns when the deliveries under way are over.
  @Override
  public void close() {
    closing.countDown();
    try {
      for (var thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
  }
}
