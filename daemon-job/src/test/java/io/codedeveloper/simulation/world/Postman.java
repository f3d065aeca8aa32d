package io.codedeveloper.simulation.world;

import io.codedeveloper.daemon.CommandHandler;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.simulation.engine.Actor;
import io.codedeveloper.simulation.engine.SimulatedProcess;
import io.codedeveloper.simulation.engine.VirtualClock;
import io.codedeveloper.simulation.fault.FaultKind;
import io.codedeveloper.simulation.platform.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings messages and ticks to the dispatcher: each delivery is a process of its own.
final class Postman {
  private static final long SECONDS = 1_000_000;
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(40);

  private final World world;
  private final RandomGenerator random;
  private final boolean inOrder;
  private @Nullable Actor self;
  private int deliveries;

  Postman(World world) {
    this.world = world;
    this.random = world.chance();
    this.inOrder = !world.faults.has(FaultKind.REORDERED_MESSAGE);
  }

  void begin() {
    self = world.scheduler.spawn(0, "postman", new SimulatedProcess("postman"), this::work);
  }

  /// Something new may be due.
  void look() {
    if (self != null) {
      world.scheduler.wake(self, world.scheduler.now());
    }
  }

  private void work() {
    while (true) {
      world.schedule.tick();
      var parcel = world.mailbox.take(inOrder);
      if (parcel.isPresent()) {
        dispatch(parcel.get());
      } else {
        rest();
      }
    }
  }

  private void rest() {
    var next =
        Stream.of(world.mailbox.nextDue(inOrder), world.schedule.nextSlot())
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .map(VirtualClock::moment)
            .orElse(Long.MAX_VALUE / 2);
    world.scheduler.sleepUntil(Math.max(next, world.scheduler.now() + 1));
  }

  private void dispatch(Mailbox.Parcel parcel) {
    world.scheduler.current().doing("deliver");
    var fault = world.faults.at("deliver", FaultKind.OF_MESSAGES);
    switch (fault.orElse(FaultKind.SLOW)) {
      case LOST_MESSAGE -> {
        world.trace.event("message lost", () -> parcel.message().toString());
        world.mailbox.lose(parcel);
      }
      case DELAYED_MESSAGE ->
          world.mailbox.delay(
              parcel, Duration.ofSeconds(random.nextLong(LONGEST_DELAY.toSeconds())));
      case DUPLICATED_MESSAGE -> {
        deliver(parcel, 0);
        deliver(parcel, random.nextLong(600 * SECONDS));
      }
      default -> deliver(parcel, 0);
    }
  }

  private void deliver(Mailbox.Parcel parcel, long late) {
    var name = "dispatcher#" + ++deliveries;
    var at = world.scheduler.now() + late + random.nextLong(1_000, 300_000);
    world.scheduler.spawn(at, name, new SimulatedProcess(name), () -> handle(parcel));
  }

  private void handle(Mailbox.Parcel parcel) {
    var message = DaemonMessage.from(parcel.message());
    world.scheduler.current().doing(operation(message));
    world.trace.event("receives", message::toString);
    try {
      new CommandHandler(world.platform(Duration.ZERO), List.of(world.server)).handle(message);
      world.mailbox.acknowledge(parcel);
    } catch (TransientException | UserErrorException refused) {
      world.trace.event("refuses", () -> String.valueOf(refused.getMessage()));
      world.mailbox.refuse(parcel);
    } catch (RuntimeException bug) {
      world.seen.violated("bug", "the dispatcher fails at " + message + ": " + bug);
      world.mailbox.refuse(parcel);
    }
    look();
  }

  private static String operation(DaemonMessage message) {
    return switch (message) {
      case DaemonMessage.CommandIssued issued -> "command";
      case DaemonMessage.Tick tick -> "tick";
      case DaemonMessage.IterationFinished finished -> "iteration-finished";
      case DaemonMessage.StopDeadline deadline -> "stop-deadline";
      case DaemonMessage.DeliveryDue due -> "delivery";
    };
  }
}
