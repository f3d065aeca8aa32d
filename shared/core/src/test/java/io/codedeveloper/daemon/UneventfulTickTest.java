package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.project.ProjectDocuments;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The execution that works writes the project's document all the time: others leave it alone.
final class UneventfulTickTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @ParameterizedTest
  @ValueSource(strings = {Ticks.WORK, Ticks.SWEEP})
  void tickThatFindsWorkInOrderWritesNothing(String schedule) {
    new Ticks(daemon.world.schedule).install(daemon.project());
    daemon.start();
    daemon.begin();
    var written = written();
    daemon.advance(Duration.ofSeconds(1));

    daemon.tick(schedule);

    assertThat(written()).isEqualTo(written);
  }

  private Instant written() {
    var path = new ProjectDocuments(PROJECT).project();
    return daemon.world.documents.get(path).orElseThrow().updatedAt();
  }
}
