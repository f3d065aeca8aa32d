package io.codedeveloper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.LogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What had to be repaired can be counted in the log.
final class RepairsTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @BeforeEach
  void schedulesAreThere() {
    new Ticks(daemon.world.schedule).install(daemon.project());
  }

  @Test
  void repairOfATickIsToldOnce() {
    daemon.start();
    daemon.begin();
    daemon.advance(Leases.TIME_TO_LIVE);

    daemon.tick(Ticks.SWEEP);
    daemon.tick(Ticks.SWEEP);

    assertThat(told()).containsExactly("repaired: leasesExpired=1");
  }

  @Test
  void scheduleThatWasCorrectedIsTold() {
    daemon.start();
    daemon.world.schedule.pause("work-demo");

    daemon.tick(Ticks.SWEEP);

    assertThat(told()).containsExactly("repaired: schedulesCorrected=1");
  }

  @Test
  void tickThatRepairsNothingSaysNothing() {
    daemon.start();

    daemon.tick(Ticks.SWEEP);
    daemon.tick(Ticks.WORK);

    assertThat(told()).isEmpty();
  }

  @Test
  void monitoringCountsTheseLines() throws IOException {
    var metrics = Files.readString(Path.of("../../terraform/log-metrics.json"));

    assertThat(metrics).contains("\"line\": \"repaired: \"");
  }

  private List<String> told() {
    return daemon.world.logs.tail("demo", Optional.empty(), LogStore.Severity.DEBUG, 100).stream()
        .map(LogStore.Entry::message)
        .toList();
  }
}
