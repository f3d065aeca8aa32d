package io.codedeveloper.platform.contract;

import static io.codedeveloper.platform.contract.MessageBusContract.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ticks come at their slots, and one for all slots that were missed.
public interface TickScheduleContract extends DeliveryHarness {
  Duration MINUTE = Duration.ofMinutes(1);

  TickSchedule schedule();

  /// Another connection to the same schedules, as another process would have it.
  TickSchedule otherSchedule();

  private static Cadence every(Duration interval) {
    return new Cadence.Every(interval);
  }

  private static Cadence cron(String expression, String zone) {
    return new Cadence.Cron(expression, ZoneId.of(zone));
  }

  private void set(String name, Cadence cadence) {
    schedule().set(name, cadence, message("tick-" + name, "p"));
  }

  @Test
  default void unknownScheduleHasNoSlotAndCanBePausedAndResumed() {
    assertThat(schedule().next("none")).isEmpty();
    schedule().pause("none");
    schedule().resume("none");
    assertThat(schedule().next("none")).isEmpty();
  }

  @Test
  default void intervalTicksOncePerSlot() {
    set("s", every(MINUTE));
    assertThat(otherSchedule().next("s")).contains(now().plus(MINUTE));
    assertThat(received()).isEmpty();
    for (var slot = 0; slot < 3; slot++) {
      pass(MINUTE);
      assertThat(received()).hasSize(1);
      assertThat(received()).isEmpty();
    }
  }

  @Test
  default void tickIsThatOfTheScheduleOnTheTopicOfTicks() {
    set("s", every(MINUTE));
    pass(MINUTE);
    var topics = new ArrayList<Topic>();
    var ticks = new ArrayList<Message>();
    deliverDue((topic, message) -> {
      topics.add(topic);
      ticks.add(message);
    });
    assertThat(topics).containsExactly(Topic.TICKS);
    assertThat(ticks.getFirst().type()).isEqualTo("io.codedeveloper.test");
    assertThat(ticks.getFirst().body()).isEqualTo(message("tick-s", "p").body());
    assertThat(ticks.getFirst().attributes()).isEqualTo(message("tick-s", "p").attributes());
  }

  @Test
  default void eachSlotsMessageHasItsOwnId() {
    set("s", every(MINUTE));
    pass(MINUTE);
    var first = received().getFirst().id();
    pass(MINUTE);
    assertThat(received().getFirst().id()).isNotEqualTo(first);
  }

  @Test
  @FaultRow({"C19"})
  default void missedSlotsAreMadeUpForByOneTick() {
    set("s", every(MINUTE));
    pass(Duration.ofSeconds(10 * 60 + 30));
    assertThat(received()).hasSize(1);
    assertThat(schedule().next("s")).contains(now().plusSeconds(30));
  }

  @Test
  default void settingAScheduleToWhatItIsKeepsTheMissedSlot() {
    set("s", every(MINUTE));
    pass(Duration.ofMinutes(5));
    set("s", every(MINUTE));
    assertThat(received()).hasSize(1);
  }

  @Test
  default void changedScheduleTicksByItsNewCadence() {
    set("s", every(MINUTE));
    set("s", every(Duration.ofMinutes(10)));
    pass(Duration.ofMinutes(9));
    assertThat(received()).isEmpty();
    pass(MINUTE);
    assertThat(received()).hasSize(1);
  }

  @Test
  default void pausedScheduleDoesNotTickAndMakesNothingUp() {
    set("s", every(MINUTE));
    schedule().pause("s");
    assertThat(otherSchedule().next("s")).isEmpty();
    pass(Duration.ofMinutes(5));
    assertThat(received()).isEmpty();
    schedule().resume("s");
    assertThat(received()).isEmpty();
    assertThat(schedule().next("s")).isPresent();
    pass(MINUTE);
    assertThat(received()).hasSize(1);
  }

  @Test
  default void resumingWhatRunsKeepsItsSlot() {
    set("s", every(MINUTE));
    pass(Duration.ofSeconds(30));
    schedule().resume("s");
    assertThat(schedule().next("s")).contains(now().plusSeconds(30));
  }

  @Test
  default void changedScheduleStaysPaused() {
    set("s", every(MINUTE));
    schedule().pause("s");
    set("s", every(Duration.ofMinutes(2)));
    assertThat(schedule().next("s")).isEmpty();
    pass(Duration.ofMinutes(5));
    assertThat(received()).isEmpty();
  }

  @Test
  default void schedulesTickIndependently() {
    set("one", every(MINUTE));
    set("two", every(MINUTE));
    schedule().pause("one");
    pass(MINUTE);
    assertThat(received()).extracting(Message::body).containsExactly("{\"id\":\"tick-two\"}");
  }

  @Test
  default void cronSlotsAreThoseOfTheZone() {
    set("s", cron("30 4 * * *", "America/New_York"));
    var next = schedule().next("s").orElseThrow();
    var local = next.atZone(ZoneId.of("America/New_York"));
    assertThat(local.getHour()).isEqualTo(4);
    assertThat(local.getMinute()).isEqualTo(30);
    assertThat(next).isAfter(now()).isBeforeOrEqualTo(now().plus(Duration.ofHours(25)));
    pass(Duration.between(now(), next));
    assertThat(received()).hasSize(1);
    assertThat(schedule().next("s").orElseThrow()).isAfter(next);
  }

  @Test
  default void slotOfACadenceIsThatOfItsSchedule() {
    for (var cadence : List.of(every(MINUTE), cron("30 4 * * 1-5", "America/New_York"))) {
      set("s", cadence);
      assertThat(otherSchedule().next("s", cadence, now())).isEqualTo(schedule().next("s"));
    }
  }

  @Test
  default void cronUnderstandsListsRangesStepsAndNames() {
    set("s", cron("*/20 8-10,22 1,15 JAN-DEC *", "UTC"));
    var next = schedule().next("s").orElseThrow().atZone(ZoneOffset.UTC);
    assertThat(next.getMinute() % 20).isZero();
    assertThat(next.getHour()).isIn(8, 9, 10, 22);
    assertThat(next.getDayOfMonth()).isIn(1, 15);
  }

  @Test
  default void cronThatCannotBeUnderstoodIsRefusedByName() {
    for (var wrong :
        List.of("", "nonsense", "61 * * * *", "* * * *", "0 0 * * * *", "*/0 * * * *")) {
      assertThatThrownBy(() -> set("s", cron(wrong, "UTC")))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("'" + wrong + "'");
    }
    assertThat(schedule().next("s")).isEmpty();
  }

  @Test
  default void cronThatNeverComesIsRefused() {
    assertThatThrownBy(() -> set("s", cron("0 0 30 2 *", "UTC")))
        .isInstanceOf(UserErrorException.class);
  }

  @Test
  default void illegalNamesAndIntervalsAreRefused() {
    assertThatThrownBy(() -> set("a b", every(MINUTE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> every(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
