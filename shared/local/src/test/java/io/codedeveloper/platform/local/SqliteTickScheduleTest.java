package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.contract.MessageBusContract;
import io.codedeveloper.platform.contract.TickScheduleContract;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTickScheduleTest implements TickScheduleContract, LocalDeliveryHarness {
  @TempDir private Path directory;
  private TwoDatabases databases;

  @BeforeEach
  void open() {
    databases = new TwoDatabases(directory);
  }

  @AfterEach
  void close() {
    databases.close();
  }

  @Override
  public TwoDatabases databases() {
    return databases;
  }

  @Override
  public TickSchedule schedule() {
    return new SqliteTickSchedule(databases.first);
  }

  @Override
  public TickSchedule otherSchedule() {
    return new SqliteTickSchedule(databases.second);
  }

  /// The slots from an instant on, each received at its time.
  private List<String> slots(String expression, String from, int count) {
    databases.clock.set(Instant.parse(from));
    var cadence = new Cadence.Cron(expression, ZoneId.of("Europe/Berlin"));
    schedule().set("s", cadence, MessageBusContract.message("tick", "p"));
    var slots = new ArrayList<String>();
    for (var index = 0; index < count; index++) {
      var next = schedule().next("s").orElseThrow();
      databases.clock.set(next);
      assertThat(received()).hasSize(1);
      slots.add(next.toString());
    }
    return slots;
  }

  @Test
  @FaultRow({"X12"})
  void dailySlotKeepsItsLocalTimeWhenTheClocksChange() {
    assertThat(slots("0 9 * * *", "2026-03-28T00:00:00Z", 2))
        .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z");
  }

  @Test
  @FaultRow({"X12"})
  void localTimeThatSpringSkipsHasNoSlot() {
    assertThat(slots("30 2 * * *", "2026-03-28T00:00:00Z", 2))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  @FaultRow({"X12"})
  void localTimeThatAutumnRepeatsHasOneSlot() {
    assertThat(slots("30 2 * * *", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void halfHoursGoOnThroughTheRepeatedHour() {
    assertThat(slots("*/30 * * * *", "2026-10-24T23:59:00Z", 4))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T01:30:00Z");
  }

  @Test
  void dayOfMonthAndDayOfWeekAreAlternatives() {
    assertThat(slots("0 12 13 * 5", "2026-01-03T00:00:00Z", 3))
        .containsExactly("2026-01-09T11:00:00Z", "2026-01-13T11:00:00Z", "2026-01-16T11:00:00Z");
  }

  @Test
  @FaultRow({"C19"})
  void cronMissedForDaysTicksOnce() {
    slots("0 9 * * *", "2026-06-01T00:00:00Z", 1);
    pass(Duration.ofDays(10));
    assertThat(received()).hasSize(1);
  }

  @Test
  void changedMessageIsThatOfTheNextTick() {
    var cadence = new Cadence.Every(Duration.ofMinutes(1));
    schedule().set("s", cadence, MessageBusContract.message("old", "p"));
    otherSchedule().set("s", cadence, MessageBusContract.message("new", "p"));
    pass(Duration.ofMinutes(1));
    assertThat(received().getFirst().id()).isEqualTo("new-" + now().getEpochSecond());
  }

  @Test
  void nextDueIsTheSlot() {
    schedule().set("s", new Cadence.Every(MINUTE), MessageBusContract.message("tick", "p"));
    assertThat(deliveries().nextDue()).contains(now().plus(MINUTE));
  }
}
