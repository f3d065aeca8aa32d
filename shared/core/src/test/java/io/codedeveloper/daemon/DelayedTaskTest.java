package io.codedeveloper.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whoever handles a delayed task has seconds: it starts what is to be done and returns.
final class DelayedTaskTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  @FaultRow("C21")
  void launchThatIsTriedAgainReturnsWhileTheJobRuns() {
    daemon.world.jobs.failure = Optional.of(new TransientException("429: no room"));
    daemon.start();
    daemon.world.jobs.failure = Optional.empty();
    daemon.advance(Duration.ofMinutes(1));

    fire("launch-demo-1");

    assertThat(daemon.launches()).isOne();
    assertThat(daemon.world.jobs.status("execution-1")).isEqualTo(Status.RUNNING);
  }

  @Test
  @FaultRow("C21")
  void stopWhoseTimeIsOverEndsTheJobWithoutWaitingForIt() {
    daemon.start();
    daemon.begin();
    var stop = daemon.accepted(new Command.Stop(true, Duration.ofSeconds(30)));
    daemon.deliver();
    daemon.advance(Duration.ofSeconds(30));

    fire("stop-" + stop.id());

    assertThat(daemon.world.jobs.cancelled).containsExactly("execution-1");
    assertThat(daemon.project().lease()).isEmpty();
  }

  private void fire(String task) {
    daemon.handler.handle(DaemonMessage.from(daemon.world.delayed.messages.get(task)));
  }
}
