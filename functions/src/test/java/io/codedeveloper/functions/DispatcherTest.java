package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.TransientException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DispatcherTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Dispatcher dispatcher = new Dispatcher();

  @AfterEach
  void close() {
    plane.close();
  }

  private static CloudEvent event(String type, String data) {
    return CloudEventBuilder.v1()
        .withId("e1")
        .withSource(URI.create("//pubsub.googleapis.com/projects/p/topics/commands"))
        .withType(type)
        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static CloudEvent published(String message) {
    return event(PubSubEvent.TYPE, "{\"message\":" + message + ",\"subscription\":\"s\"}");
  }

  @Test
  void publishedCommandStartsTheJob() {
    plane.post("/api/daemon/start", "");
    var message = plane.world.bus.take().getFirst();
    dispatcher.accept(
        published(
            """
            {"data":"e30=","messageId":"1","orderingKey":"demo","attributes":
              {"message-id":"%s","message-type":"%s","project":"demo","command":"%s"}}\
            """
                .formatted(message.id(), message.type(), message.attributes().get("command"))));
    assertThat(plane.world.jobs.launched).hasSize(1);
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
        "null",
        "7",
        "{}",
        "{\"attributes\":null}",
        "{\"data\":null,\"attributes\":{\"message-id\":\"1\"}}",
        "{\"data\":\"%%%\",\"attributes\":{\"message-id\":\"1\",\"message-type\":\"t\"}}"
      })
  void eventWithoutAMessageIsRefused(String message) {
    assertThatThrownBy(() -> dispatcher.accept(published(message)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherEventIsRefused() {
    assertThatThrownBy(() -> dispatcher.accept(event("other", "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
    assertThatThrownBy(() -> dispatcher.accept(event(PubSubEvent.TYPE, "nonsense")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failureThatMayPassIsDeliveredAgain() {
    plane.world.jobs.failure = Optional.of(new TransientException("no room"));
    plane.post("/api/daemon/start", "");
    var message = plane.world.bus.take().getFirst();
    assertThatThrownBy(() -> dispatcher.deliver(message)).isInstanceOf(TransientException.class);
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
