package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.codedeveloper.daemon.CommandHandler;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchedulePathsTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();

  @AfterEach
  void close() {
    plane.close();
  }

  private JsonObject shown() {
    return plane.get("/api/schedule").json();
  }

  private TestResponse change(String body) {
    return plane.put("/api/schedule", body);
  }

  private void start() {
    assertThat(plane.post("/api/daemon/start", "{}").status()).isEqualTo(202);
    var handler = new CommandHandler(plane.world.platform());
    plane.world.bus.take().forEach(message -> handler.handle(DaemonMessage.from(message)));
  }

  @Test
  void scheduleOfAStoppedDaemonIsPaused() {
    var schedule = shown();
    assertThat(schedule.get("cron").getAsString()).isEqualTo("0 * * * *");
    assertThat(schedule.get("time_zone").getAsString()).isEqualTo("UTC");
    assertThat(schedule.get("window").isJsonNull()).isTrue();
    assertThat(schedule.get("next_run").isJsonNull()).isTrue();
    assertThat(schedule.get("paused").getAsBoolean()).isTrue();
  }

  @Test
  void changeReachesTheTicksAndIsShown() {
    new Ticks(plane.world.schedule).install(plane.projects.require(PROJECT));
    start();
    var answer =
        change(
            "{\"cron\":\"0 2 * * 1-5\",\"time_zone\":\"Europe/Paris\",\"window\":\"22:00-06:00\"}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(plane.world.schedule.cadences.get("work-demo"))
        .isEqualTo(new Cadence.Cron("0 2 * * 1-5", ZoneId.of("Europe/Paris")));
    var schedule = shown();
    assertThat(schedule)
        .isEqualTo(answer.json().getAsJsonObject("data").getAsJsonObject("schedule"));
    assertThat(schedule.get("cron").getAsString()).isEqualTo("0 2 * * 1-5");
    assertThat(schedule.get("time_zone").getAsString()).isEqualTo("Europe/Paris");
    assertThat(schedule.get("window").getAsString()).isEqualTo("22:00-06:00");
    // The tick comes at 13:00, and waits until the window opens at 22:00 in Paris.
    assertThat(schedule.get("next_run").getAsString()).isEqualTo("2026-03-01T21:00:00Z");
    assertThat(schedule.get("paused").getAsBoolean()).isFalse();
  }

  @Test
  void whatIsNotGivenStays() {
    change("{\"time_zone\":\"Asia/Tokyo\",\"window\":\"09:00-17:00\"}");
    assertThat(change("{\"cron\":\"30m\"}").status()).isEqualTo(200);
    assertThat(shown().get("window").getAsString()).isEqualTo("09:00-17:00");
    assertThat(shown().get("time_zone").getAsString()).isEqualTo("Asia/Tokyo");
    assertThat(change("{\"window\":null}").status()).isEqualTo(200);
    assertThat(shown().get("window").isJsonNull()).isTrue();
    assertThat(shown().get("cron").getAsString()).isEqualTo("30m");
    assertThat(plane.world.schedule.paused.get("work-demo")).isTrue();
  }

  @Test
  void nothingBeginsOutsideTheWindow() {
    change("{\"window\":\"22:00-06:00\"}");
    start();
    assertThat(plane.world.jobs.launched).isEmpty();
    var tick = new DaemonMessage.Tick(PROJECT, Ticks.WORK);
    plane.world.clock.advance(Duration.ofHours(10));
    new CommandHandler(plane.world.platform()).handle(tick);
    assertThat(plane.world.jobs.launched).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"cron":"often"}                | often
          {"cron":"* * * *"}              | * * * *
          {"time_zone":"Mars/Olympus"}    | Mars/Olympus
          {"time_zone":"+01:00"}          | +01:00
          {"window":"25:00-06:00"}        | 25:00-06:00
          {"window":"06:00-06:00"}        | 06:00-06:00
          {"window":"6-7"}                | 6-7
          {"cron":5}                      | 'cron'
          {}                              | cron, time_zone, window
          {"every":"5m"}                  | 'every'
          """)
  void whatIsNotUnderstoodChangesNothing(String body, String named) {
    var before = plane.projects.require(PROJECT);
    var answer = change(body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains(named);
    assertThat(plane.projects.require(PROJECT)).isEqualTo(before);
    assertThat(plane.world.schedule.cadences).isEmpty();
  }

  @Test
  void whatThePlatformCannotDoChangesNothing() {
    plane.world.schedule.failure = Optional.of(new UserErrorException("no interval of 7m"));
    var before = plane.projects.require(PROJECT);
    assertThat(change("{\"cron\":\"7m\"}").detail()).contains("7m");
    assertThat(plane.projects.require(PROJECT)).isEqualTo(before);
  }
}
