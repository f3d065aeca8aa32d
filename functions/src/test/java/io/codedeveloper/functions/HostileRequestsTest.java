package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Role;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that are written to do harm.
final class HostileRequestsTest {
  private static final String HOSTILE = "\u001b[2J\u202e\r\nSet-Cookie: a=b\u2028";

  private final ControlPlaneScenario plane = new ControlPlaneScenario();

  @AfterEach
  void close() {
    plane.close();
  }

  static Stream<Arguments> bodies() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);
    var objects = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
    return Stream.of(
        Arguments.of("{\"priority\":" + deep + "}", "'priority'"),
        Arguments.of("{\"priority\":" + objects + "}", "'priority'"),
        Arguments.of(deep, "JSON object"),
        Arguments.of("{\"force\":1e999999999}", "'force'"),
        Arguments.of("{\"force\":" + "9".repeat(100_000) + "}", "'force'"),
        Arguments.of("{\"force\":-0.0000001}", "'force'"),
        Arguments.of("{\"force\":NaN}", "JSON"),
        Arguments.of("{\"force\":\"\\ud800\"}", "'force'"),
        Arguments.of("{\"__proto__\":{}}", "'__proto__'"),
        Arguments.of("{\"" + "x".repeat(1_000_000) + "\":1}", "'xxx"),
        Arguments.of("{\"force\":true,}", "JSON"),
        Arguments.of("{\"force\":true", "JSON"),
        Arguments.of("{/* */}", "JSON"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodyIsRefusedWithTheFieldNamedAndInAShortAnswer(String body, String named) {
    var answer = plane.post("/api/daemon/start", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains(named).hasSizeLessThan(300);
    assertThat(plane.world.bus.published).isEmpty();
    assertThat(plane.world.logs.entries).isEmpty();
  }

  @Test
  void numberThatIsTooLargeIsRefusedWithItsName() {
    for (var number : List.of("99999999999999999999", "1e30", "-99999999999999999999")) {
      var answer = plane.post("/api/daemon/stop", "{\"timeout\":" + number + "}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.detail()).contains("'timeout'");
    }
  }

  /// Overlong, truncated, surrogates, and what no Unicode has.
  @ParameterizedTest
  @ValueSource(strings = {"c0af", "e28", "eda080", "f4908080", "ff", "80"})
  void invalidUtf8IsRefused(String hex) {
    var bytes = java.util.HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + "0");
    var body = "{\"priority\":\"??????\"}".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, body, "{\"priority\":\"".length(), bytes.length);
    var headers = Map.of("Authorization", List.of("Bearer " + plane.token(Role.OPERATOR)));
    var answer =
        plane.send(new TestRequest("POST", "/api/daemon/start", body, headers, body.length));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("UTF-8");
  }

  static Stream<String> echoes() {
    var encoded = "%1b%5b2J%E2%80%AE%0d%0aSet-Cookie:%20a=b%E2%80%A8";
    return Stream.of(
        "/api/files/" + encoded,
        "/api/iterations/" + encoded,
        "/api/daemon/status?project=" + encoded,
        "/api/notifications?status=" + encoded,
        "/api/notifications?cursor=" + encoded,
        "/api/logs?since=" + encoded,
        "/api/logs?iteration=" + encoded,
        "/" + encoded);
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void whatIsEchoedIsHarmless(String path) {
    var answer = plane.get(path);
    assertThat(answer.status()).isIn(400, 404, 422);
    assertHarmless(answer);
  }

  @Test
  void namesOfFieldsAndTextsOfHeadersAreEchoedHarmlessly() {
    var name = "\\u001b[2J\\u202e\\r\\nSet-Cookie: a=b\\u2028";
    assertHarmless(plane.post("/api/daemon/start", "{\"" + name + "\":1}"));
    for (var header : List.of("Idempotency-Key", "If-Match", "Content-Type", "Last-Event-ID")) {
      var headers = Map.of(header, HOSTILE);
      assertHarmless(plane.call("PUT", "/api/files/a", "{\"content\":\"\"}", headers));
      assertHarmless(plane.call("POST", "/api/daemon/restart", "{}", headers));
      assertHarmless(plane.call("GET", "/api/logs", "", headers));
    }
  }

  @Test
  void textsOfTheAgentAreSentHarmlessly() {
    new Notifications(plane.world.documents)
        .notifyOnce(
            ControlPlaneScenario.PROJECT,
            NotificationDraft.of("i1", "a", Type.INFO, Level.LOW, HOSTILE, HOSTILE));
    var listed = plane.get("/api/notifications");
    assertHarmless(listed);
    assertThat(
            listed
                .json()
                .getAsJsonArray("notifications")
                .get(0)
                .getAsJsonObject()
                .get("title")
                .getAsString())
        .isEqualTo(HOSTILE);
    assertHarmless(plane.get("/api/notifications/stream"));
  }

  private static void assertHarmless(TestResponse answer) {
    assertThat(answer.getHeaders()).doesNotContainKey("Set-Cookie");
    assertThat(answer.getHeaders().toString().codePoints().noneMatch(Character::isISOControl))
        .isTrue();
    assertThat(answer.text().replace("\n", "")).doesNotContain("\u001b", "\u202e", "\u2028", "\r");
  }
}
