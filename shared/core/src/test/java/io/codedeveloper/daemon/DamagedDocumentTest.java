package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.notification.Notification;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.project.ProjectDocuments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One document that nobody can read keeps none of the others from being worked on.
final class DamagedDocumentTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  void aDamagedCommandIsFailedAndToldAndTheTickGoesOn() {
    write(
        "damaged",
        Fields.empty()
            .with("open", true)
            .with("issuedAt", daemon.world.clock.instant())
            .with("type", "stop")
            .with("state", 7));
    daemon.world.bus.reachable = false;
    daemon.accepted(new Command.Start(Optional.empty(), false));
    daemon.world.bus.reachable = true;
    daemon.advance(Duration.ofMinutes(2));
    daemon.tick(Ticks.SWEEP);
    daemon.deliver();

    assertThat(daemon.launches()).isOne();
    assertThat(daemon.commands.get(PROJECT, "damaged").orElseThrow().state())
        .isEqualTo(CommandState.FAILED);
    assertThat(told())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("damaged", "give it again"));
  }

  @Test
  void aCommandWhoseArgumentsAreDamagedIsFailedAndTold() {
    var command = daemon.accepted(new Command.Start(Optional.of("P1"), false));
    write(command.id(), command.fields().with("arguments", "P1"));
    daemon.deliver();

    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.FAILED);
    assertThat(told()).hasSize(1);
  }

  @Test
  void anOutcomeOfANewerVersionPausesTheProjectInsteadOfItsTicks() {
    daemon.start();
    daemon.run(IterationOutcome.NOTHING_TO_DO);
    daemon.projects.update(
        PROJECT,
        known -> known.with("pausedAfter", "needs_review").with("lastOutcome", "needs_review"));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.launches()).isOne();
    assertThat(daemon.project().lastOutcome()).isEmpty();
    daemon.tick(Ticks.WORK);
    assertThat(daemon.launches()).isEqualTo(2);
  }

  private void write(String command, Fields fields) {
    daemon.world.documents.transact(tx -> {
      tx.put(new ProjectDocuments(PROJECT).command(command), fields);
      return true;
    });
  }

  private List<Notification> told() {
    return daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items();
  }
}
