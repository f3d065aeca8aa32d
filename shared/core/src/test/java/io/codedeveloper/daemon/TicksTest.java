package io.codedeveloper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TicksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");

  private final Ticks ticks = new Ticks(new InMemoryPlatform.Schedule());

  private static Project project(Desired desired, String schedule) {
    return Project.of(new ProjectId("demo"), ProjectSettings.of("/srv/repository"))
        .with("schedule", schedule)
        .with("desired", desired.wireName());
  }

  @Test
  void stoppedDaemonExpectsNoTick() {
    ticks.install(project(Desired.RUNNING, "0 * * * *"));
    assertThat(ticks.expectedWork(project(Desired.STOPPED, "0 * * * *"), NOW)).isEmpty();
  }

  @Test
  void runningDaemonExpectsTheTickOfItsSchedule() {
    var project = project(Desired.RUNNING, "0 * * * *");
    ticks.install(project);
    assertThat(ticks.expectedWork(project, NOW)).contains(Instant.parse("2026-03-01T13:00:00Z"));
  }

  @Test
  void scheduleThatNobodyUnderstandsHasNoTick() {
    assertThat(ticks.expectedWork(project(Desired.RUNNING, "now and then"), NOW)).isEmpty();
  }
}
