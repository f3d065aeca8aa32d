package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectsTest {
  private final DaemonScenario daemon = new DaemonScenario();
  private final Instant now = daemon.world.clock.instant();

  @Test
  void newProjectIsStoppedAndHasTheDefaults() {
    var project = daemon.project();
    assertThat(project.desired()).isEqualTo(Desired.STOPPED);
    assertThat(project.settings()).isEqualTo(ProjectSettings.of("/srv/repository"));
    assertThat(project.progress()).isZero();
    assertThat(DaemonState.of(project, () -> false, now)).isEqualTo(DaemonState.STOPPED);
  }

  @Test
  void settingsChangeWithoutTouchingTheRest() {
    daemon.start();
    var settings =
        new ProjectSettings(
            "https://host/r",
            "trunk",
            "ROADMAP.md",
            Optional.of("make check"),
            "my-agent",
            "model-1",
            new Budget(Usd.of("1"), Usd.of("2"), Usd.of("3")),
            "30s");
    daemon.projects.create(PROJECT, settings);
    assertThat(daemon.project().settings()).isEqualTo(settings);
    assertThat(daemon.project().desired()).isEqualTo(Desired.RUNNING);
    assertThat(daemon.project().lease()).isPresent();
  }

  @Test
  void unknownFieldsOfAProjectAreKept() {
    daemon.projects.update(PROJECT, project -> project.with("fromTheFuture", 7));
    daemon.start();
    assertThat(daemon.project().fields().number("fromTheFuture")).contains(7L);
  }

  @Test
  void missingProjectIsTheUsersToSetUp() {
    assertThatThrownBy(() -> daemon.projects.require(new ProjectId("other")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("other");
    assertThatThrownBy(() -> daemon.projects.update(new ProjectId("other"), same -> same))
        .isInstanceOf(UserErrorException.class);
  }

  @Test
  void allProjectsAreListed() {
    daemon.projects.create(new ProjectId("second"), ProjectSettings.of("/srv/a"));
    assertThat(daemon.projects.all())
        .extracting(project -> project.id().value())
        .containsExactly("second", "demo");
  }

  @Test
  void stateSaysWhatPeopleNeedToKnow() {
    daemon.start();
    assertThat(state(false)).isEqualTo(DaemonState.WORKING);
    daemon.run(IterationOutcome.NOTHING_TO_DO);
    assertThat(state(false)).isEqualTo(DaemonState.IDLE);
    assertThat(state(true)).isEqualTo(DaemonState.WAITING);
    daemon.tick(Ticks.WORK);
    daemon.run(IterationOutcome.USER_ERROR);
    assertThat(state(true)).isEqualTo(DaemonState.ERROR);
    daemon.advance(Duration.ofMinutes(5));
    daemon.tick(Ticks.WORK);
    daemon.run(IterationOutcome.NOTHING_UNDERSTOOD);
    assertThat(state(false)).isEqualTo(DaemonState.ERROR);
    assertThat(DaemonState.UNKNOWN.wireName()).isEqualTo("unknown");
  }

  private DaemonState state(boolean questionOpen) {
    return DaemonState.of(daemon.project(), () -> questionOpen, daemon.world.clock.instant());
  }

  @Test
  void bothSchedulesAreInstalledAndWorkFollowsTheUser() {
    var ticks = new Ticks(daemon.world.schedule);
    ticks.install(daemon.project());
    assertThat(daemon.world.schedule.ticks).containsOnlyKeys("work-demo", "sweep-demo");
    assertThat(ticks.nextWork(PROJECT)).isEmpty();
    daemon.start();
    assertThat(ticks.nextWork(PROJECT)).isPresent();
    assertThat(DaemonMessage.from(daemon.world.schedule.ticks.get("work-demo")))
        .isEqualTo(new DaemonMessage.Tick(PROJECT, Ticks.WORK));
  }

  @Test
  void scheduleIsAnIntervalOrCron() {
    assertThat(Ticks.cadence("30s")).isEqualTo(new Cadence.Every(Duration.ofSeconds(30)));
    assertThat(Ticks.cadence("5m")).isEqualTo(new Cadence.Every(Duration.ofMinutes(5)));
    assertThat(Ticks.cadence("2h")).isEqualTo(new Cadence.Every(Duration.ofHours(2)));
    assertThat(Ticks.cadence(" 0 2 * * * "))
        .isEqualTo(new Cadence.Cron("0 2 * * *", ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0s", "5x", "* * * *", "1 2 3 4 5 6"})
  void scheduleThatIsNeitherIsRefused(String schedule) {
    assertThatThrownBy(() -> Ticks.cadence(schedule)).isInstanceOf(UserErrorException.class);
  }
}
