package io.codedeveloper.simulation.platform;

import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.ResourceName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The bus and the delayed tasks in memory: at least once, in the order of a key, five attempts.
///
/// Whoever delivers takes a parcel and says what became of it; a parcel of which nothing is said
/// can be taken again after the deadline.
public final class Mailbox implements MessageBus, DelayedTasks {
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);
  private static final Duration NAMES_KEPT = Duration.ofMinutes(90);

  private final Clock clock;
  private final List<Parcel> parcels = new ArrayList<>();
  private final List<Message> dead = new ArrayList<>();
  private final Map<String, Instant> names = new HashMap<>();

  public Mailbox(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void publish(Topic topic, Message message) {
    parcels.add(new Parcel(topic, message, "", clock.instant()));
  }

  @Override
  public synchronized void schedule(String name, Instant at, Topic topic, Message message) {
    ResourceName.check(name);
    var known = names.get(name);
    if (known == null || known.isBefore(clock.instant())) {
      names.put(name, Instant.MAX);
      parcels.add(new Parcel(topic, message, name, at));
    }
  }

  /// The next parcel that may be delivered now.
  ///
  /// @param inOrder false where the platform keeps no order
  public synchronized Optional<Parcel> take(boolean inOrder) {
    var now = clock.instant();
    Set<String> held = new HashSet<>();
    for (var parcel : parcels) {
      if (parcel.posted.isAfter(now)) {
        continue;
      }
      var free = !inOrder || !held.contains(parcel.key());
      if (free && !parcel.due.isAfter(now)) {
        return begin(parcel, now, inOrder);
      }
      hold(held, parcel);
    }
    return Optional.empty();
  }

  /// What has no key waits for nothing.
  private static void hold(Set<String> held, Parcel parcel) {
    if (!parcel.message.orderingKey().isEmpty()) {
      held.add(parcel.key());
    }
  }

  private Optional<Parcel> begin(Parcel parcel, Instant now, boolean inOrder) {
    if (parcel.attempts == DELIVERY_ATTEMPTS) {
      giveUp(parcel);
      return take(inOrder);
    }
    parcel.attempts++;
    parcel.due = now.plus(DEADLINE);
    return Optional.of(parcel);
  }

  /// It was received; nothing more is to be done with it.
  public synchronized void acknowledge(Parcel parcel) {
    end(parcel);
  }

  /// It was refused and comes back later, or is a dead letter.
  public synchronized void refuse(Parcel parcel) {
    if (parcel.attempts >= DELIVERY_ATTEMPTS) {
      giveUp(parcel);
    } else {
      parcel.due =
          clock.instant().plus(FIRST_BACKOFF.multipliedBy(1L << Math.max(0, parcel.attempts - 1)));
    }
  }

  /// It never comes.
  public synchronized void lose(Parcel parcel) {
    end(parcel);
  }

  /// It comes later than its sender thinks.
  public synchronized void delay(Parcel parcel, Duration by) {
    parcel.attempts = Math.max(0, parcel.attempts - 1);
    parcel.posted = clock.instant().plus(by);
    parcel.due = parcel.posted;
  }

  private void giveUp(Parcel parcel) {
    if (parcels.contains(parcel)) {
      dead.add(parcel.message);
    }
    end(parcel);
  }

  private void end(Parcel parcel) {
    parcels.remove(parcel);
    if (!parcel.name.isEmpty()) {
      names.put(parcel.name, clock.instant().plus(NAMES_KEPT));
    }
  }

  /// When something may be taken again; empty when nothing is left that waits for time alone.
  public synchronized Optional<Instant> nextDue(boolean inOrder) {
    var now = clock.instant();
    Set<String> held = new HashSet<>();
    var next = Instant.MAX;
    for (var parcel : parcels) {
      if (inOrder && held.contains(parcel.key())) {
        continue;
      }
      var at = parcel.due.isAfter(parcel.posted) ? parcel.due : parcel.posted;
      next = at.isBefore(next) ? at : next;
      if (!parcel.posted.isAfter(now)) {
        hold(held, parcel);
      }
    }
    return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
  }

  public synchronized List<Message> deadLetters() {
    return List.copyOf(dead);
  }

  /// A message on its way.
  public static final class Parcel {
    private final Topic topic;
    private final Message message;
    private final String name;
    private Instant posted;
    private Instant due;
    private int attempts;

    private Parcel(Topic topic, Message message, String name, Instant due) {
      this.topic = topic;
      this.message = message;
      this.name = name;
      this.posted = due;
      this.due = due;
    }

    public Topic topic() {
      return topic;
    }

    public Message message() {
      return message;
    }

    private String key() {
      return topic + " " + message.orderingKey();
    }
  }
}
