package io.codedeveloper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An execution that slept past its lease is fenced; it shall not spend time and money either.
final class ExpiredLeaseTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @BeforeEach
  void theHolderSleepsPastItsLease() {
    daemon.start();
    daemon.begin();
    daemon.advance(Leases.TIME_TO_LIVE);
  }

  @Test
  @FaultRow({"L2", "X7"})
  void sweepEndsTheSleeperBeforeAnotherTakesItsPlace() {
    daemon.tick(Ticks.SWEEP);

    assertThat(daemon.world.jobs.cancelled).containsExactly("execution-1");
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.project().counter("leasesExpired")).isOne();

    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.jobs.cancelled).as("nobody whose lease lives").hasSize(1);
  }

  @Test
  @FaultRow({"L2", "X7"})
  void commandThatComesBeforeTheSweepEndsTheSleeperToo() {
    daemon.accepted(new Command.Restart());
    daemon.deliver();

    assertThat(daemon.world.jobs.cancelled).containsExactly("execution-1");
    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.project().counter("leasesExpired")).isOne();
  }

  @Test
  @FaultRow("L1")
  void sleeperThatCannotBeEndedKeepsNobodyFromWork() {
    daemon.world.jobs.cancelFailure = Optional.of(new TransientException("503"));

    daemon.tick(Ticks.SWEEP);

    assertThat(daemon.launches()).isEqualTo(2);
    assertThat(daemon.project().counter("leasesExpired")).isOne();
  }
}
