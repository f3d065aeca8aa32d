package io.codedeveloper.platform.google;

import static io.codedeveloper.platform.contract.MessageBusContract.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.DelayedTasksContract;
import io.codedeveloper.platform.google.testing.TasksServer;
import io.codedeveloper.platform.memory.ManualClock;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CloudTasksDelayedTasksTest implements DelayedTasksContract, GoogleDeliveryHarness {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-06-01T00:00:00Z"));
  private final TasksServer server = new TasksServer(clock);
  private final PublishedTopics topics =
      new PublishedTopics(clock, (message, at) -> PublishedTopics.decode(message));
  private final CloudTasksDelayedTasks first = tasks("delayed");
  private final CloudTasksDelayedTasks second = tasks("delayed");

  private CloudTasksDelayedTasks tasks(String queue) {
    return new CloudTasksDelayedTasks(
        new CloudTasksDelayedTasks.Settings(
            "p-1", "europe-west1", queue, "publisher@p-1.example", topics.url()),
        ServiceEndpoint.local(server.server().address()).withPatience(Duration.ofSeconds(4)));
  }

  @BeforeEach
  void createQueue() {
    server.createQueue("p-1", "europe-west1", "delayed");
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    topics.close();
    server.close();
  }

  @Override
  public DelayedTasks tasks() {
    return first;
  }

  @Override
  public DelayedTasks otherTasks() {
    return second;
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public PublishedTopics topics() {
    return topics;
  }

  @Override
  public void publishDue() {
    server.dispatchDue();
  }

  private void schedule(String name, Message message) {
    first.schedule(name, now(), Topic.TICKS, message);
  }

  @Test
  void messageArrivesAsItWasOnItsTopic() {
    var sent =
        new Message("m-1", "io.codedeveloper.type", "p", Map.of("a", "ü\n"), "{\"ü\":\"🚀\"}");
    schedule("task", sent);
    deliverDue((topic, message) -> {
      assertThat(topic).isEqualTo(Topic.TICKS);
      assertThat(message).isEqualTo(sent);
    });
  }

  @Test
  void publicationThatFailsIsRepeated() {
    schedule("task", message("m", "p"));
    topics.fail(2);
    assertThat(received()).isEmpty();
    pass(longEnough());
    assertThat(received()).isEmpty();
    schedule("task", message("second", "p"));
    pass(longEnough());
    assertThat(received()).extracting(Message::id).isEqualTo(List.of("m"));
  }

  @Test
  void publicationCarriesATokenOfTheServiceAccountForPubSubOnly() {
    schedule("task", message("m", "p"));
    var request = server.pending().getFirst().getHttpRequest();
    assertThat(request.getUrl()).endsWith("/v1/projects/p-1/topics/ticks:publish");
    assertThat(request.getOauthToken().getServiceAccountEmail()).isEqualTo("publisher@p-1.example");
    assertThat(request.getOauthToken().getScope()).endsWith("/auth/pubsub");
  }

  @Test
  void nameIsFreeAgainSomeTimeAfterItsMessage() {
    schedule("task", message("first", "p"));
    assertThat(received()).hasSize(1);
    pass(Duration.ofHours(2));
    schedule("task", message("second", "p"));
    assertThat(received()).extracting(Message::id).containsExactly("second");
  }

  @Test
  void missingQueueAndMissingRightAreNamed() {
    try (var none = tasks("none")) {
      assertThatThrownBy(() -> none.schedule("task", now(), Topic.TICKS, message("m", "p")))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("projects/p-1/locations/europe-west1/queues/none does not exist");
    }
    server.server().failWith(Optional.of(Status.PERMISSION_DENIED));
    assertThatThrownBy(() -> schedule("task", message("m", "p")))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("roles/cloudtasks.enqueuer")
        .hasMessageContaining("publisher@p-1.example");
  }

  @Test
  void outageIsTransient() {
    server.server().failWith(Optional.of(Status.UNAVAILABLE));
    assertThatThrownBy(() -> schedule("task", message("m", "p")))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("Cloud Tasks cannot be reached");
  }
}
