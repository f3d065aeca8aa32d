package io.codedeveloper.simulation.fault;

import io.codedeveloper.simulation.engine.Actor;
import io.codedeveloper.simulation.engine.Scheduler;
import io.codedeveloper.simulation.engine.VirtualClock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened, one event a line; always as a hash, as text where somebody reads it.
public final class Trace {
  private static final long PRIME = 0x100000001b3L;
  private final Scheduler scheduler;
  private final @Nullable Consumer<String> reader;
  private long hash = 0xcbf29ce484222325L;
  private long events;

  public Trace(Scheduler scheduler, @Nullable Consumer<String> reader) {
    this.scheduler = scheduler;
    this.reader = reader;
  }

  /// The same for the same events.
  public long hash() {
    return hash;
  }

  public long events() {
    return events;
  }

  public boolean read() {
    return reader != null;
  }

  /// Something happened to the running actor.
  ///
  /// @param what one of few words, part of the hash
  /// @param details only made where somebody reads
  public void event(String what, Supplier<String> details) {
    events++;
    var actor = scheduler.running() ? scheduler.current() : null;
    mix(scheduler.now());
    mix(actor == null ? 0 : actor.number());
    mix(what.hashCode());
    if (reader != null) {
      reader.accept(line(actor, what, details.get()));
    }
  }

  private void mix(long value) {
    hash = (hash ^ value) * PRIME;
    hash ^= hash >>> 29;
  }

  private String line(@Nullable Actor actor, String what, String details) {
    var who = actor == null ? "world" : actor.name();
    var where = actor == null || actor.doing().isEmpty() ? "" : " [" + actor.doing() + "]";
    return "%s %s%s %s%s"
        .formatted(
            VirtualClock.instant(scheduler.now()).toString().substring(5),
            who,
            where,
            what,
            details.isEmpty() ? "" : ": " + details);
  }
}
