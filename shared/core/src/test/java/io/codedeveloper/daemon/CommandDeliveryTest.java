package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.GRACEFUL_STOP;
import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of messages: delivered twice, late, never, or not understood.
final class CommandDeliveryTest {
  private final DaemonScenario daemon = new DaemonScenario();

  @Test
  @FaultRow({"C5", "C20"})
  void startDeliveredTwiceLaunchesOnce() {
    daemon.accepted(new Command.Start(Optional.empty(), false));
    var messages = daemon.world.bus.take();
    for (int i = 0; i < 3; i++) {
      messages.forEach(message -> daemon.handler.handle(DaemonMessage.from(message)));
    }
    assertThat(daemon.launches()).isOne();
  }

  @Test
  @FaultRow({"C2", "C7"})
  void undeliveredCommandIsPublishedAgain() {
    daemon.world.bus.reachable = false;
    var command = daemon.accepted(new Command.Start(Optional.empty(), false));
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.PENDING);
    daemon.world.bus.reachable = true;
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.bus.published).isEmpty();
    daemon.advance(Duration.ofSeconds(60));
    daemon.tick(Ticks.SWEEP);
    assertThat(daemon.world.bus.published).hasSize(1);
    daemon.deliver();
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.APPLIED);
    assertThat(daemon.project().counter("commandsRepublished")).isOne();
  }

  @Test
  @FaultRow({"C7"})
  void commandThatIsNeverDeliveredFailsAndIsReported() {
    var command = daemon.accepted(GRACEFUL_STOP);
    for (int i = 0; i < 12; i++) {
      daemon.world.bus.take();
      daemon.advance(Duration.ofSeconds(61));
      daemon.tick(Ticks.SWEEP);
    }
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.FAILED);
    var failed = daemon.commands.get(PROJECT, command.id()).orElseThrow();
    assertThat(failed.result()).hasValueSatisfying(why -> assertThat(why).contains("stop"));
    assertThat(daemon.told()).hasSize(1);
  }

  @Test
  void commandOfALaterVersionFailsAndIsTold() {
    var command = daemon.accepted(GRACEFUL_STOP);
    var path = daemon.project().documents().command(command.id());
    daemon.world.documents.transact(tx -> {
      tx.put(path, tx.get(path).orElseThrow().fields().with("type", "dance"));
      return true;
    });
    daemon.deliver();
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.FAILED);
    assertThat(daemon.told())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("'dance'"));
  }

  @Test
  void messageAboutAnUnknownCommandDoesNothing() {
    daemon.handler.handle(new DaemonMessage.CommandIssued(PROJECT, "nothing"));
    assertThat(daemon.launches()).isZero();
  }

  @Test
  void messagesSurviveTheirJourney() {
    var messages =
        List.of(
            new DaemonMessage.CommandIssued(PROJECT, "c"),
            new DaemonMessage.Tick(PROJECT, Ticks.WORK),
            new DaemonMessage.IterationFinished(PROJECT, "i", IterationOutcome.GAVE_UP),
            new DaemonMessage.StopDeadline(PROJECT),
            new DaemonMessage.DeliveryDue(PROJECT, "i.completed"));
    assertThat(messages)
        .allSatisfy(
            message -> assertThat(DaemonMessage.from(message.toMessage("m"))).isEqualTo(message));
  }

  @Test
  void foreignMessageIsRefused() {
    var tick = new DaemonMessage.Tick(PROJECT, Ticks.WORK).toMessage("m");
    var foreign = new Message("m", "other", "demo", tick.attributes(), "{}");
    assertThatThrownBy(() -> DaemonMessage.from(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
    var incomplete = new Message("m", tick.type(), "demo", Map.of("project", "demo"), "{}");
    assertThatThrownBy(() -> DaemonMessage.from(incomplete))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schedule");
    assertThat(MessageBus.Topic.COMMANDS.wireName()).isEqualTo("commands");
  }
}
