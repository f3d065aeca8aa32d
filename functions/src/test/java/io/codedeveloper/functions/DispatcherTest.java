package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.functions.HttpFunction;
import io.codedeveloper.daemon.CommandState;
import io.codedeveloper.daemon.Commands;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.DeadLetters;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DispatcherTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Dispatcher dispatcher = new Dispatcher();

  @AfterEach
  void close() {
    plane.close();
  }

  /// What a subscription without wrapper calls with.
  private static TestRequest pushed(String type, Map<String, String> attributes, String body) {
    var headers = new HashMap<String, String>();
    headers.put("Ce-Specversion", "1.0");
    headers.put("ce-id", "e1");
    headers.put("ce-source", "//pubsub.googleapis.com/projects/p/topics/commands");
    headers.put("ce-type", type);
    attributes.forEach((name, value) -> headers.put("ce-" + name, value));
    return TestRequest.of("POST", "/", body, headers);
  }

  private static TestResponse call(HttpFunction function, TestRequest request) throws Exception {
    var response = new TestResponse();
    function.service(request, response);
    return response;
  }

  @Test
  void publishedCommandStartsTheJob() throws Exception {
    plane.post("/api/daemon/start", "");
    var message = plane.world.bus.take().getFirst();
    var attributes =
        Map.of(
            "partitionkey",
            "demo",
            "project",
            "demo",
            "command",
            message.attributes().get("command"));
    var answer = call(dispatcher, pushed(message.type(), attributes, message.body()));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(plane.world.jobs.launched).hasSize(1);
  }

  @Test
  void messageIsDeliveredAgainWhereARightOfOursIsMissing() {
    plane.post("/api/daemon/start", "");
    plane.world.schedule.failure =
        Optional.of(
            new InstallationException("grant its service account roles/x", new Exception()));
    var message = plane.world.bus.take().getFirst();
    assertThatThrownBy(() -> dispatcher.deliver(message)).isInstanceOf(InstallationException.class);
  }

  @Test
  void messageOfTheLocalBusIsTakenAsItIs() {
    plane.post("/api/daemon/start", "");
    plane.world.bus.take().forEach(dispatcher::deliver);
    assertThat(plane.world.jobs.launched).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other",
        "io.codedeveloper.command",
        "io.codedeveloper.tick",
        "google.cloud.pubsub.topic.v1.messagePublished"
      })
  @FaultRow("C8")
  void eventWithoutAMessageIsTakenRecordedAndToldOnceHoweverOftenItComes(String type)
      throws Exception {
    assertThat(call(dispatcher, pushed(type, Map.of(), "")).status()).isEqualTo(204);
    call(dispatcher, pushed(type, Map.of("other", "x"), ""));
    assertGivenUpOnce();
  }

  @ParameterizedTest
  @CsvSource({"NOT LEGAL,c1", "demo,a/b", "demo,''", "demo,."})
  @FaultRow("C8")
  void messageThatNamesWhatCannotBeIsTakenRecordedAndTold(String project, String command) {
    var type = new DaemonMessage.CommandIssued(PROJECT, "c").toMessage("m").type();
    var attributes = Map.of("project", project, "command", command);
    dispatcher.deliver(new Message("m", type, "demo", attributes, "{}"));
    assertGivenUpOnce();
  }

  @Test
  @FaultRow("C8")
  void anyIdIsRecorded() {
    dispatcher.deliver(new Message("\uD83D\uDE80/1", "other", "demo", Map.of(), "{}"));
    assertGivenUpOnce();
  }

  @Test
  void deadLetterOfAProjectThatIsGoneIsTakenAndTold() {
    var message = new DaemonMessage.CommandIssued(new ProjectId("gone"), "c").toMessage("m");
    dispatcher.giveUp(message, "a fault");
    assertGivenUpOnce();
  }

  @Test
  void deadLetterThatIsNoMessageIsTakenAndTold() throws Exception {
    call(new GivenUp(), pushed("other", Map.of(), ""));
    assertGivenUpOnce();
  }

  @Test
  @FaultRow("C8")
  void callThatIsNoEventAtAllIsTakenRecordedAndTold() throws Exception {
    var request = TestRequest.of("POST", "/", "{}", Map.of("x-goog-pubsub-message-id", "7"));
    assertThat(call(dispatcher, request).status()).isEqualTo(204);
    assertGivenUpOnce();
  }

  @Test
  @FaultRow("C8")
  void messageOfALaterVersionIsTakenRecordedAndTold() {
    var tick = new DaemonMessage.Tick(PROJECT, "work").toMessage("m");
    var attributes = new HashMap<>(tick.attributes());
    attributes.put("version", "2");
    dispatcher.deliver(new Message("m", tick.type(), "demo", attributes, "{}"));
    assertGivenUpOnce();
    assertThat(notifications().getFirst().message()).contains("version 2", "this is version 1");
  }

  @Test
  @FaultRow("C9")
  void commandWhoseDeliveriesAllFailedIsFailedAndTold() {
    plane.post("/api/daemon/start", "");
    var message = plane.world.bus.take().getFirst();
    dispatcher.giveUp(message, "every delivery ended with a fault");
    dispatcher.giveUp(message, "every delivery ended with a fault");
    var id = message.attributes().get("command");
    var command = commands().get(PROJECT, id).orElseThrow();
    assertThat(command.state()).isEqualTo(CommandState.FAILED);
    assertThat(notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains(id, "give it again"));
  }

  @Test
  void tickWhoseDeliveriesAllFailedIsToldOnceADayAndCounted() {
    var tick = new DaemonMessage.Tick(PROJECT, "work").toMessage("m");
    dispatcher.giveUp(tick, "a fault");
    dispatcher.giveUp(tick, "a fault");
    assertThat(notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.count()).isEqualTo(2));
  }

  private Commands commands() {
    var platform = plane.world.platform();
    return new Commands(platform.documents(), platform.bus(), platform.ids());
  }

  private List<Notification> notifications() {
    return new Notifications(plane.world.documents)
        .list(PROJECT, Optional.empty(), 10, Optional.empty())
        .items();
  }

  private void assertGivenUpOnce() {
    assertThat(notifications()).hasSize(1);
    var records = Query.of(DeadLetters.ALL, "at");
    assertThat(plane.world.documents.query(records).items())
        .singleElement()
        .satisfies(one -> assertThat(one.fields().has("reason")).isTrue());
  }

  @Test
  void failureThatMayPassIsDeliveredAgain() throws Exception {
    plane.post("/api/daemon/start", "");
    var message = plane.world.bus.take().getFirst();
    plane.world.documents.reachable(false);
    assertThatThrownBy(() -> dispatcher.deliver(message)).isInstanceOf(TransientException.class);
    var answer = call(dispatcher, pushed(message.type(), message.attributes(), message.body()));
    assertThat(answer.status()).isEqualTo(503);
  }

  @Test
  void messageAboutAProjectThatIsGoneIsLoggedAndDone() {
    var tick =
        new Message(
            "m",
            new DaemonMessage.Tick(PROJECT, "work").toMessage("m").type(),
            "gone",
            Map.of("project", "gone", "schedule", "work"),
            "{}");
    dispatcher.deliver(tick);
    assertThat(plane.world.logs.entries.getFirst().message()).contains("gone");
  }
}
