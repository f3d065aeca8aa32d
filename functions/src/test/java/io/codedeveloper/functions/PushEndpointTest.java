package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.functions.delivery.DeliverySettings;
import io.codedeveloper.functions.token.PushIdentity;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.google.testing.PushTokenServer;
import io.codedeveloper.testing.FaultRow;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who may deliver messages to the dispatcher.
final class PushEndpointTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final PushTokenServer signer = new PushTokenServer(plane.world.clock);

  @AfterEach
  void close() {
    signer.close();
    plane.close();
  }

  private void host(Optional<PushIdentity> push) {
    var configuration =
        new FunctionsConfiguration(
            "production", "code-developer", Optional.empty(), 100, push, DeliverySettings.usual());
    Hosted.host(new Hosted(plane.world.platform(), configuration, plane.world.clock::advance));
  }

  private PushIdentity identity() {
    return new PushIdentity(signer.audience(), signer.serviceAccount(), signer.keys());
  }

  private Message started() {
    plane.post("/api/daemon/start", "");
    return plane.world.bus.take().getFirst();
  }

  /// Pushes a message, and returns the status of the answer.
  private static int push(Message message, Map<String, String> more) {
    var headers = new HashMap<>(more);
    headers.put("ce-id", "e1");
    headers.put("ce-type", message.type());
    message.attributes().forEach((name, value) -> headers.put("ce-" + name, value));
    var response = new TestResponse();
    new Dispatcher().service(TestRequest.of("POST", "/", message.body(), headers), response);
    return response.status();
  }

  @Test
  void theSubscriptionsOwnCallIsTaken() {
    host(Optional.of(identity()));
    assertThat(push(started(), Map.of("Authorization", "Bearer " + signer.token()))).isEqualTo(204);
    assertThat(plane.world.jobs.launched).hasSize(1);
  }

  @Test
  @FaultRow("C10")
  void callOfSomebodyElseIsRefusedAndHasNoEffect() {
    host(Optional.of(identity()));
    var message = started();
    assertThat(push(message, Map.of())).isEqualTo(401);
    assertThat(push(message, Map.of("Authorization", "Bearer x"))).isEqualTo(401);
    assertThat(push(message, Map.of("Authorization", "Basic " + signer.token()))).isEqualTo(401);
    assertThat(plane.world.jobs.launched).isEmpty();
    assertThat(plane.world.logs.entries.getLast().message()).contains("refused");
  }

  @Test
  @FaultRow("C10")
  void inProductionItDoesNotStartWithoutKnowingWhoMayCall() {
    host(Optional.empty());
    assertThatThrownBy(Dispatcher::new)
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("PUSH_SERVICE_ACCOUNT");
    assertThatThrownBy(GivenUp::new).isInstanceOf(UserErrorException.class);
  }

  @Test
  void settingsThatContradictEachOtherAreToldAllAtOnce() {
    var variables =
        Map.of("PUSH_AUDIENCE", "a", "PUSH_KEYS_URL", "ftp://x", "API_ISSUER", "i".repeat(256));
    assertThatThrownBy(() -> FunctionsConfiguration.from(variables))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("PUSH_SERVICE_ACCOUNT")
        .hasMessageContaining("PUSH_KEYS_URL")
        .hasMessageContaining("API_ISSUER");
  }

  @Test
  void whatSubscriptionsNeedIsToldWithEverythingElseThatIsWrong() {
    assertThatThrownBy(() ->
            Wiring.forSubscriptions(Map.of("REQUESTS_PER_MINUTE", "none", "PLATFORM", "moon")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("REQUESTS_PER_MINUTE")
        .hasMessageContaining("PUSH_AUDIENCE and PUSH_SERVICE_ACCOUNT are not set")
        .hasMessageContaining("moon");
  }

  @Test
  void settingsSayAsWhomTheSubscriptionsCall() {
    var variables = new HashMap<>(Map.of("PUSH_AUDIENCE", "a", "PUSH_SERVICE_ACCOUNT", "b"));
    assertThat(FunctionsConfiguration.from(variables).push())
        .contains(new PushIdentity("a", "b", PushIdentity.GOOGLES_KEYS));
    variables.put("PUSH_KEYS_URL", "https://keys.example.org/");
    assertThat(FunctionsConfiguration.from(variables).push().orElseThrow().keys())
        .isEqualTo(URI.create("https://keys.example.org/"));
  }

  @Test
  void inProductionNoNotificationIsLedIntoThisMachine() {
    assertThatThrownBy(() -> Wiring.forSubscriptions(Map.of("NOTIFICATION_LOOPBACK", "allowed")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("NOTIFICATION_LOOPBACK is for tests");
  }
}
