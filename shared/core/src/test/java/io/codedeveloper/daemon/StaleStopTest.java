package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A stop is about what works when it is given, not about what begins later.
final class StaleStopTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  void aRunThatBeganByHandAfterAStopIsLeftAlone() {
    daemon.accepted(new Command.Stop(true, Duration.ofSeconds(30)));
    daemon.deliver();
    daemon.advance(Duration.ofMinutes(10));
    daemon.leases.take(PROJECT, "by hand");
    daemon.tick(Ticks.SWEEP);

    assertThat(daemon.project().liveLease(daemon.world.clock.instant()))
        .hasValueSatisfying(lease -> assertThat(lease.holder()).isEqualTo("by hand"));
  }

  @Test
  void aStopThatComesDuringARunByHandEndsItWhenItsTimeIsOver() {
    daemon.leases.take(PROJECT, "by hand");
    daemon.accepted(new Command.Stop(true, Duration.ofSeconds(30)));
    daemon.deliver();
    assertThat(daemon.project().lease()).isPresent();
    daemon.advance(Duration.ofSeconds(31));
    daemon.tick(Ticks.SWEEP);

    assertThat(daemon.project().lease()).isEmpty();
  }
}
