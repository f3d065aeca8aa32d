package io.codedeveloper.simulation.platform;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.ResourceName;
import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.local.Slots;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Schedules in memory: [#tick] publishes what is due.
public final class InMemoryTickSchedule implements TickSchedule {
  private final Clock clock;
  private final MessageBus bus;
  private final Map<String, Schedule> schedules = new TreeMap<>();
  private int ticks;

  public InMemoryTickSchedule(Clock clock, MessageBus bus) {
    this.clock = clock;
    this.bus = bus;
  }

  @Override
  public synchronized void set(String name, Cadence cadence, Message tick) {
    ResourceName.check(name);
    var first = Slots.first(cadence, clock.instant());
    var known = schedules.get(name);
    if (known == null) {
      schedules.put(name, new Schedule(cadence, tick, first, false));
    } else {
      var slot = known.cadence().equals(cadence) ? known.next() : first;
      schedules.put(name, new Schedule(cadence, tick, slot, known.paused()));
    }
  }

  @Override
  public synchronized void pause(String name) {
    schedules.computeIfPresent(
        name, (same, known) -> new Schedule(known.cadence(), known.tick(), known.next(), true));
  }

  @Override
  public synchronized void resume(String name) {
    schedules.computeIfPresent(name, (same, known) -> known.paused() ? resumed(known) : known);
  }

  private Schedule resumed(Schedule known) {
    var slot = Slots.first(known.cadence(), clock.instant());
    return new Schedule(known.cadence(), known.tick(), slot, false);
  }

  @Override
  public synchronized Optional<Instant> next(String name) {
    return Optional.ofNullable(schedules.get(name))
        .filter(known -> !known.paused())
        .map(Schedule::next);
  }

  /// Publishes one tick for each schedule that is due.
  public synchronized void tick() {
    var now = clock.instant();
    schedules.replaceAll((name, known) -> {
      if (known.paused() || known.next().isAfter(now)) {
        return known;
      }
      var tick = known.tick();
      bus.publish(
          MessageBus.Topic.TICKS,
          new Message(
              tick.id() + "-" + ++ticks,
              tick.type(),
              tick.orderingKey(),
              tick.attributes(),
              tick.body()));
      var slot = Slots.next(known.cadence(), known.next(), now);
      return new Schedule(known.cadence(), tick, slot, false);
    });
  }

  /// When [#tick] is to be called again; empty when everything is paused.
  public synchronized Optional<Instant> nextSlot() {
    return schedules.values().stream()
        .filter(known -> !known.paused())
        .map(Schedule::next)
        .min(Instant::compareTo);
  }

  private record Schedule(Cadence cadence, Message tick, Instant next, boolean paused) {}
}
