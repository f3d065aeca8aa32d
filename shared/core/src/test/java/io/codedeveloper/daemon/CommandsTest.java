package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.daemon.Commands.Acceptance;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications.Response;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CommandsTest {
  private static final Command START = new Command.Start(Optional.empty(), false);

  private final DaemonScenario daemon = new DaemonScenario();

  private Acceptance withKey(Command command, String subject, String key) {
    return daemon.commands.accept(PROJECT, command, subject, Optional.of(key));
  }

  @Test
  void acceptedCommandIsStoredWithTheStateItAsksForAndPublished() {
    var command = daemon.accepted(START);
    assertThat(daemon.project().desired()).isEqualTo(Desired.RUNNING);
    assertThat(daemon.project().startedAt()).contains(daemon.world.clock.instant());
    assertThat(daemon.project().commandSequence()).isOne();
    assertThat(daemon.stateOf(command)).isEqualTo(CommandState.PUBLISHED);
    assertThat(command.issuedBy()).isEqualTo("ann");
    assertThat(daemon.world.bus.published).hasSize(1);
  }

  @Test
  void runningDaemonIsNotStartedAgainUnlessForced() {
    daemon.accepted(START);
    assertThat(daemon.issue(START)).isEqualTo(new Acceptance.AlreadyRunning());
    assertThat(daemon.issue(new Command.Start(Optional.empty(), true)))
        .isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  @FaultRow({"C1", "C3"})
  void sameKeyGivesTheSameCommand() {
    var first = (Acceptance.Accepted) withKey(START, "ann", "k1");
    var again = (Acceptance.Accepted) withKey(START, "ann", "k1");
    assertThat(again.repeated()).isTrue();
    assertThat(again.command().id()).isEqualTo(first.command().id());
    assertThat(daemon.world.bus.published).hasSize(1);
    assertThat(daemon.project().commandSequence()).isOne();
  }

  @Test
  @FaultRow({"C4"})
  void sameKeyForAnotherCommandIsAConflict() {
    withKey(START, "ann", "k1");
    assertThat(withKey(new Command.Restart(), "ann", "k1"))
        .isEqualTo(new Acceptance.Conflict("k1"));
  }

  @Test
  void keysOfTwoSubjectsAreDifferent() {
    withKey(START, "ann", "k1");
    assertThat(withKey(new Command.Restart(), "bob", "k1")).isInstanceOf(Acceptance.Accepted.class);
  }

  @Test
  void stopOfAWorkingDaemonSaysThatItIsStopping() {
    daemon.start();
    daemon.accepted(new Command.Stop(true, Duration.ofSeconds(5)));
    assertThat(daemon.project().fields().text("phase")).contains("stopping");
    assertThat(daemon.project().stopBy()).contains(daemon.world.clock.instant().plusSeconds(5));
    daemon.accepted(new Command.Start(Optional.empty(), false));
    assertThat(daemon.project().fields().text("phase")).contains("working");
    assertThat(daemon.project().stopBy()).isEmpty();
  }

  @Test
  void answerIsKeptOnceAndLaterOnesAreRefused() {
    var question =
        daemon.notifications.notifyOnce(
            PROJECT, NotificationDraft.question("i1", "q", "t", "m", List.of("yes", "no")));
    assertThat(daemon.issue(new Command.Respond(question.id(), "maybe")))
        .isInstanceOfSatisfying(
            Acceptance.NotAnswerable.class,
            no -> assertThat(no.why()).isInstanceOf(Response.InvalidChoice.class));
    daemon.accepted(new Command.Respond(question.id(), "yes"));
    assertThat(daemon.issue(new Command.Respond(question.id(), "no")))
        .isInstanceOfSatisfying(
            Acceptance.NotAnswerable.class,
            no -> assertThat(no.why()).isInstanceOf(Response.AlreadyAnswered.class));
    assertThat(daemon.issue(new Command.Respond("nothing", "no")))
        .isEqualTo(new Acceptance.NotAnswerable(new Response.NotFound()));
    assertThat(daemon.project().commandSequence()).isOne();
  }

  @Test
  void everyCommandComesBackFromItsDocument() {
    var commands =
        List.of(
            new Command.Start(Optional.of("P1"), true),
            START,
            new Command.Stop(true, Duration.ofSeconds(7)),
            new Command.Restart(),
            new Command.Respond("n", "yes"));
    assertThat(commands)
        .allSatisfy(command ->
            assertThat(Command.of(command.type(), command.arguments())).isEqualTo(command));
    assertThatThrownBy(() -> Command.of("dance", Fields.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dance");
  }
}
