package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.codedeveloper.auth.Role;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotificationPathsTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Notifications notifications = new Notifications(plane.world.documents);

  @AfterEach
  void close() {
    plane.close();
  }

  private void ask(String kind, List<String> choices) {
    notifications.notifyOnce(
        PROJECT, NotificationDraft.question("i1", kind, "Which?", "Which one?", choices));
    plane.world.clock.advance(Duration.ofSeconds(1));
  }

  private TestResponse respond(String id, String response) {
    return plane.post(
        "/api/notifications/" + id + "/respond", "{\"response\":\"" + response + "\"}");
  }

  @Test
  void notificationsAreListedNewestFirstPageByPage() {
    ask("a", List.of());
    ask("b", List.of("yes"));
    var page = plane.get("/api/notifications?limit=1").json();
    var newest = page.getAsJsonArray("notifications").get(0).getAsJsonObject();
    assertThat(newest.get("id").getAsString()).isEqualTo("i1.b");
    assertThat(newest.keySet())
        .contains("type", "title", "message", "priority", "created_at", "read")
        .contains("requires_response", "response", "choices", "context");
    assertThat(newest.get("priority").getAsString()).isEqualTo("high");
    assertThat(newest.get("read").getAsBoolean()).isFalse();
    var cursor = page.get("next_cursor").getAsString();
    var next = plane.get("/api/notifications?limit=1&cursor=" + cursor).json();
    assertThat(next.getAsJsonArray("notifications").toString()).contains("i1.a");
    assertThat(next.get("next_cursor").isJsonNull()).isTrue();
  }

  /// What Firestore counts, and charges.
  @Test
  void everyPageCostsTheSameHoweverManyThereAre() {
    var few = readsOfEachPage(0, 600);
    var many = readsOfEachPage(600, 10_000);
    assertThat(few).hasSize(3);
    assertThat(many).hasSize(50).containsOnly(few.getFirst());
  }

  private List<Integer> readsOfEachPage(int from, int to) {
    for (var number = from; number < to; number++) {
      notifications.notifyOnce(
          PROJECT, NotificationDraft.of("i" + number, "a", Type.INFO, Level.LOW, "t", "m"));
      plane.world.clock.advance(Duration.ofSeconds(1));
    }
    var reads = new ArrayList<Integer>();
    var query = "?limit=200";
    while (!query.isEmpty()) {
      var before = plane.world.documents.reads();
      var page = page("/api/notifications" + query);
      reads.add(plane.world.documents.reads() - before);
      assertThat(page.getAsJsonArray("notifications")).hasSize(200);
      var next = page.get("next_cursor");
      query = next.isJsonNull() ? "" : "?limit=200&cursor=" + next.getAsString();
    }
    return reads;
  }

  private JsonObject page(String path) {
    var headers = Map.of("Authorization", "Bearer " + plane.token(Role.VIEWER));
    var answer = new TestResponse();
    plane.unchecked(TestRequest.of("GET", path, "", headers), answer);
    return answer.json();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=new", "limit=0", "limit=201", "limit=x", "cursor=nonsense"})
  void badQueryIsAProblem(String query) {
    assertThat(plane.get("/api/notifications?" + query).status()).isEqualTo(400);
  }

  @Test
  @FaultRow({"N5"})
  void firstAnswerWinsAndIsPublished() {
    ask("a", List.of());
    var answer = respond("i1.a", "blue");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(plane.world.bus.published).hasSize(1);
    var late = respond("i1.a", "red");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.detail()).contains("blue");
    var listed = plane.get("/api/notifications?status=responded").text();
    assertThat(listed).contains("\"response\":\"blue\"", "\"read\":true");
  }

  @Test
  void repeatedAnswerOfOneKeyIsTheSame() {
    ask("a", List.of());
    var key = Map.of("Idempotency-Key", "k");
    var path = "/api/notifications/i1.a/respond";
    assertThat(plane.call("POST", path, "{\"response\":\"x\"}", key).status()).isEqualTo(200);
    assertThat(plane.call("POST", path, "{\"response\":\"x\"}", key).status()).isEqualTo(200);
    assertThat(plane.call("POST", path, "{\"response\":\"y\"}", key).status()).isEqualTo(409);
  }

  @Test
  void answerMustBeAChoiceAndNotTooLong() {
    ask("a", List.of("approve", "reject"));
    var refused = respond("i1.a", "do not approve");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).contains("approve, reject");
    ask("b", List.of());
    assertThat(respond("i1.b", " ").status()).isEqualTo(422);
    assertThat(respond("i1.b", "x".repeat(20_001)).status()).isEqualTo(422);
  }

  @Test
  void notificationIsMarkedAsReadAndRemoved() {
    notifications.notifyOnce(
        PROJECT, NotificationDraft.of("i1", "a", Type.INFO, Level.LOW, "t", "m"));
    assertThat(plane.post("/api/notifications/i1.a/read", "").status()).isEqualTo(200);
    assertThat(plane.get("/api/notifications?status=read").text()).contains("i1.a");
    var removed = plane.call("DELETE", "/api/notifications/i1.a", "", Map.of());
    assertThat(removed.status()).isEqualTo(200);
    assertThat(plane.get("/api/notifications").text()).doesNotContain("i1.a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "..", "__x__", "%20", "a%2Fb"})
  void unknownNotificationIsNotFound(String id) {
    assertThat(respond(id, "x").status()).isEqualTo(404);
    assertThat(plane.post("/api/notifications/" + id + "/read", "").status()).isEqualTo(404);
    assertThat(plane.call("DELETE", "/api/notifications/" + id, "", Map.of()).status())
        .isEqualTo(404);
  }
}
