package io.codedeveloper.simulation.platform;

import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.contract.DelayedTasksContract;
import io.codedeveloper.platform.contract.MessageBusContract;
import io.codedeveloper.platform.contract.TickScheduleContract;
import io.codedeveloper.platform.memory.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The bus, the delayed tasks and the schedules of the simulation do what all others do.
final class MailboxTest implements MessageBusContract, DelayedTasksContract, TickScheduleContract {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final Mailbox mailbox = new Mailbox(clock);
  private final InMemoryTickSchedule schedule = new InMemoryTickSchedule(clock, mailbox);

  @Override
  public MessageBus bus() {
    return mailbox;
  }

  @Override
  public MessageBus otherBus() {
    return mailbox;
  }

  @Override
  public DelayedTasks tasks() {
    return mailbox;
  }

  @Override
  public DelayedTasks otherTasks() {
    return mailbox;
  }

  @Override
  public TickSchedule schedule() {
    return schedule;
  }

  @Override
  public TickSchedule otherSchedule() {
    return schedule;
  }

  @Override
  public void deliverDue(Receiver receiver) {
    schedule.tick();
    for (var parcel = mailbox.take(true); parcel.isPresent(); parcel = mailbox.take(true)) {
      try {
        receiver.receive(parcel.get().topic(), parcel.get().message());
        mailbox.acknowledge(parcel.get());
      } catch (RuntimeException refused) {
        mailbox.refuse(parcel.get());
      }
    }
  }

  @Override
  public void deliverOneAndDie() {
    mailbox.take(true);
  }

  @Override
  public void pass(Duration time) {
    clock.advance(time);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public List<Message> deadLetters() {
    return mailbox.deadLetters();
  }
}
