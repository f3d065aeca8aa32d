package io.codedeveloper.platform.local;

import io.codedeveloper.platform.MessageBus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Delivers what is due, driven by the host: messages, delayed tasks and ticks.
///
/// Any number of threads and processes may deliver from one database; each delivery is made by one
/// of them.
public final class Deliveries {
  /// One call makes no more deliveries, so that a subscriber that always publishes does not keep it
  /// for ever.
  private static final int LARGEST_BATCH = 100;

  private final LocalDatabase database;
  private final DeliveryPolicy policy;

  public Deliveries(LocalDatabase database, DeliveryPolicy policy) {
    this.database = database;
    this.policy = policy;
  }

  /// Makes the deliveries that are due, one after the other on this thread, and tells what became
  /// of each.
  ///
  /// An [Error] of the subscriber is passed on; its message comes again after the acknowledgement
  /// deadline.
  public List<Delivery> deliverDue(Subscriber subscriber) {
    var deliveries = new ArrayList<Delivery>();
    while (deliveries.size() < LARGEST_BATCH) {
      var next = take();
      if (next.isEmpty()) {
        break;
      }
      deliveries.add(
          next.get().attempts() >= MessageBus.DELIVERY_ATTEMPTS
              ? giveUp(next.get(), "NoAcknowledgement")
              : deliver(next.get(), subscriber));
    }
    return deliveries;
  }

  /// Makes due at once what was begun and not answered, or refused: for a host that knows that it
  /// is the only one, and that the one before it may have died in the middle of a delivery.
  public void takeOver() {
    var now = database.now();
    database.write(connection -> DueTable.hasten(connection, now));
  }

  /// When [#deliverDue] is next of use (an instant in the past: now); empty while nothing is
  /// pending.
  public Optional<Instant> nextDue() {
    var now = database.now();
    return database.read(connection -> DueTable.nextDue(connection, now));
  }

  /// The next row, whose acknowledgement deadline begins to run.
  private Optional<DueTable.Row> take() {
    // Looking first spares the write lock and its flush to the disk while nothing is due.
    var now = database.now();
    if (nextDue().filter(due -> !due.isAfter(now)).isEmpty()) {
      return Optional.empty();
    }
    return database.write(connection -> {
      ScheduleTable.tick(connection, now);
      var next = DueTable.next(connection, now);
      if (next.isPresent()) {
        var deadline = now.plus(policy.acknowledgementDeadline());
        DueTable.begin(connection, next.get().sequence(), deadline);
      }
      return next;
    });
  }

  private Delivery deliver(DueTable.Row row, Subscriber subscriber) {
    try {
      subscriber.receive(row.topic(), row.message());
    } catch (RuntimeException refusal) {
      return refused(row, refusal);
    }
    return database.write(connection -> {
      finish(connection, row);
      return new Delivery.Acknowledged(row.message());
    });
  }

  private Delivery refused(DueTable.Row row, RuntimeException refusal) {
    var attempt = row.attempts() + 1;
    if (attempt >= MessageBus.DELIVERY_ATTEMPTS) {
      return giveUp(row, refusal.getClass().getSimpleName());
    }
    var until = database.now().plus(policy.backoff(attempt));
    return database.write(connection -> {
      DueTable.putOff(connection, row.sequence(), attempt, until);
      return new Delivery.Refused(row.message(), attempt, refusal);
    });
  }

  private Delivery giveUp(DueTable.Row row, String reason) {
    return database.write(connection -> {
      if (finish(connection, row)) {
        DeadLetters.add(connection, row, database.now(), reason);
      }
      return new Delivery.Dead(row.message(), reason);
    });
  }

  private boolean finish(Connection connection, DueTable.Row row) throws SQLException {
    if (row.task().isPresent()) {
      TaskNames.finish(connection, row.task().get(), database.now());
    }
    return DueTable.remove(connection, row.sequence());
  }
}
