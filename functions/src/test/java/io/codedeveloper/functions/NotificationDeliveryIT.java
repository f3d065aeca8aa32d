package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.functions.delivery.DeliverySettings;
import io.codedeveloper.functions.delivery.ReceivingServer;
import io.codedeveloper.notification.DeliveryResult;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From a notification that is stored to a server that has it, through the dispatcher as it is
/// deployed.
final class NotificationDeliveryIT {
  private static final String KEY = "bm9ib2R5IGlzIHRvIGtub3cgdGhpcyBrZXksIG5vYm9keQ==";

  private final ReceivingServer server = ReceivingServer.start();
  private final ControlPlaneScenario plane =
      new ControlPlaneScenario(
          new FunctionsConfiguration(
              "tests",
              FunctionsConfiguration.DEFAULT_AUDIENCE,
              Optional.empty(),
              100,
              Optional.empty(),
              new DeliverySettings(Set.of(Level.HIGH, Level.NORMAL), true)),
          Secret.of(ControlPlaneScenario.KEY));
  private final Dispatcher dispatcher = new Dispatcher();
  private final Notifications notifications = new Notifications(plane.world.documents);

  NotificationDeliveryIT() throws IOException {}

  @AfterEach
  void close() {
    plane.close();
    server.close();
  }

  private void set(Name name, String value) {
    plane.world.secrets.put(name, Secret.of(value));
  }

  private void tell(String kind, Level level) {
    notifications.notifyOnce(
        PROJECT,
        NotificationDraft.of("i1", kind, Type.COMPLETION, level, "Done <!channel>", "It is."));
  }

  /// A tick, and then every task that is due.
  private void pass(Duration time) {
    plane.world.clock.advance(time);
    dispatcher.deliver(new DaemonMessage.Tick(PROJECT, "work").toMessage("t"));
    List.copyOf(plane.world.delayed.messages.values()).forEach(dispatcher::deliver);
  }

  private Notification told(String kind) {
    return notifications.get(PROJECT, "i1." + kind).orElseThrow();
  }

  @Test
  void webhookGetsASignedNotification() throws Exception {
    set(Name.NOTIFICATION_WEBHOOK_URL, server.url("/hook?token=secret"));
    set(Name.NOTIFICATION_WEBHOOK_KEY, KEY);
    tell("completed", Level.NORMAL);

    pass(Duration.ZERO);

    var posted = server.posted.getFirst();
    var data = JsonParser.parseString(posted.text()).getAsJsonObject().getAsJsonObject("data");
    assertThat(data.get("project").getAsString()).isEqualTo("demo");
    assertThat(data.get("environment").getAsString()).isEqualTo("tests");
    assertThat(data.getAsJsonObject("notification").get("message").getAsString())
        .isEqualTo("It is.");
    assertThat(posted.header("Webhook-timestamp"))
        .isEqualTo("" + plane.world.clock.instant().getEpochSecond());
    assertThat(posted.header("Webhook-signature")).isEqualTo(signature(posted));
  }

  private static String signature(ReceivingServer.Posted posted) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    var signed =
        "%s.%s.%s"
            .formatted(
                posted.header("Webhook-id"), posted.header("Webhook-timestamp"), posted.text());
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }

  @Test
  void slackGetsATextInWhichNothingIsACommand() {
    set(Name.NOTIFICATION_SLACK_URL, server.url("/services/T0/B0/x"));
    notifications.notifyOnce(
        PROJECT,
        NotificationDraft.question("i1", "question-1", "Which <!channel>?", "A & B", List.of("A")));

    pass(Duration.ZERO);

    var posted = JsonParser.parseString(server.posted.getFirst().text()).getAsJsonObject();
    assertThat(posted.get("text").getAsString())
        .contains("Which &lt;!channel&gt;?", "A &amp; B", "demo (tests)")
        .contains("project-manager respond i1.question-1");
    assertThat(posted.get("mrkdwn").getAsBoolean()).isFalse();
  }

  @Test
  @FaultRow("N3")
  void serverThatFailsIsTriedAgainWithTheSameIdWhileWorkGoesOn() {
    set(Name.NOTIFICATION_WEBHOOK_URL, server.url("/hook"));
    set(Name.NOTIFICATION_WEBHOOK_KEY, KEY);
    server.answer(500);
    tell("completed", Level.NORMAL);
    plane.post("/api/daemon/start", "");
    plane.world.bus.take().forEach(dispatcher::deliver);

    pass(Duration.ZERO);
    assertThat(plane.world.jobs.launched).hasSize(1);
    assertThat(told("completed").deliveries())
        .extracting(DeliveryResult::result)
        .containsExactly("try 1 of 6: the server answered 500");
    pass(Duration.ofSeconds(30));

    assertThat(server.posted)
        .hasSize(2)
        .extracting(posted -> posted.header("Webhook-id"))
        .containsOnly(server.posted.getFirst().header("Webhook-id"));
    assertThat(told("completed").deliveries())
        .extracting(DeliveryResult::state)
        .containsExactly(DeliveryResult.State.DELIVERED);
  }

  @Test
  void onlyTheLevelsThatAreWantedAreDelivered() {
    set(Name.NOTIFICATION_SLACK_URL, server.url("/services/T0/B0/x"));
    tell("low", Level.LOW);
    tell("normal", Level.NORMAL);
    pass(Duration.ZERO);
    assertThat(server.posted).hasSize(1);
    assertThat(told("low").deliverAt()).isEmpty();
  }

  @Test
  void nothingIsPostedUnsigned() {
    set(Name.NOTIFICATION_WEBHOOK_URL, server.url("/hook"));
    tell("completed", Level.NORMAL);
    pass(Duration.ZERO);
    assertThat(server.posted).isEmpty();
    assertThat(told("completed").deliveries())
        .singleElement()
        .extracting(DeliveryResult::result)
        .asString()
        .contains("NOTIFICATION_WEBHOOK_KEY is not set");
  }

  @Test
  void apiShowsWhatBecameOfItAndNotWhereItWent() {
    set(Name.NOTIFICATION_WEBHOOK_URL, server.url("/hook?token=secret"));
    set(Name.NOTIFICATION_WEBHOOK_KEY, KEY);
    server.answer(404);
    tell("completed", Level.NORMAL);
    pass(Duration.ZERO);

    var shown = plane.get("/api/notifications").text();

    assertThat(shown)
        .contains("\"channel\":\"webhook\"", "\"state\":\"failed\"", "the server answered 404")
        .doesNotContain("token=secret", "127.0.0.1");
    assertThat(plane.world.logs.entries.toString())
        .contains("the server answered 404")
        .doesNotContain("token=secret");
  }

  @Test
  void whereNothingIsSetUpNothingIsDelivered() {
    tell("completed", Level.NORMAL);
    pass(Duration.ZERO);
    assertThat(told("completed").deliverAt()).isEmpty();
    assertThat(told("completed").deliveries()).isEmpty();
  }
}
