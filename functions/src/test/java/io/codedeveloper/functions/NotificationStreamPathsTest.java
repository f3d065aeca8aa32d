package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.functions.DescribedApi.Event;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.project.ProjectDocuments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotificationStreamPathsTest {
  private static final String PATH = "/api/notifications/stream";

  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Notifications notifications = new Notifications(plane.world.documents);

  @AfterEach
  void close() {
    plane.close();
  }

  private void tell(String kind) {
    notifications.notifyOnce(
        PROJECT, NotificationDraft.of("i1", kind, Type.INFO, Level.LOW, kind, kind));
  }

  private void tellEachMinute(String... kinds) {
    for (var kind : kinds) {
      tell(kind);
      plane.world.clock.advance(Duration.ofMinutes(1));
    }
  }

  private static List<Event> events(TestResponse answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return DescribedApi.events(answer.text()).stream()
        .filter(event -> event.name().equals("notification"))
        .toList();
  }

  private static List<String> kinds(TestResponse answer) {
    return events(answer).stream()
        .map(event -> ControlPlaneScenario.json(event.data()).get("title").getAsString())
        .toList();
  }

  private TestResponse after(Event last) {
    return plane.call("GET", PATH, "", Map.of("Last-Event-ID", last.id().orElseThrow()));
  }

  @Test
  void streamBeginsWithWhatIsPendingOldestFirst() {
    tellEachMinute("a", "b", "c");
    notifications.markRead(PROJECT, "i1.b");
    assertThat(kinds(plane.get(PATH))).containsExactly("a", "c");
  }

  @Test
  void notificationIsSentOnceWhenItIsMade() {
    plane.each(pause -> {
      if (pause == 2 || pause == 30) {
        tell("n" + pause);
      }
    });
    assertThat(kinds(plane.get(PATH))).containsExactly("n2", "n30");
  }

  @Test
  void clientThatComesBackGetsWhatItMissedWhateverBecameOfIt() {
    tellEachMinute("a", "b", "c", "d");
    var sent = events(plane.get(PATH));
    notifications.markRead(PROJECT, "i1.c");
    notifications.dismiss(PROJECT, "i1.d");
    plane.each(pause -> {
      if (pause == 3) {
        tell("e");
      }
    });
    assertThat(kinds(after(sent.get(1)))).containsExactly("c", "e");
    plane.each(pause -> {});
    assertThat(kinds(after(sent.get(3)))).containsExactly("e");
  }

  @Test
  void manyThatWereMissedAreAllSent() {
    tellEachMinute("first");
    var last = events(plane.get(PATH)).getFirst();
    for (var number = 0; number < 300; number++) {
      tell("n" + number);
      plane.world.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(kinds(after(last))).hasSize(300).startsWith("n0").endsWith("n299");
  }

  @Test
  void oneThatIsFoundLateIsSent() {
    plane.each(pause -> {
      if (pause == 2) {
        tell("in time");
      }
      if (pause == 3) {
        var at = plane.world.clock.instant().minusSeconds(5);
        var late =
            notifications.get(PROJECT, "i1.in time").orElseThrow().fields().with("createdAt", at);
        put("i1.late", late.with("title", "late"));
      }
    });
    assertThat(kinds(plane.get(PATH))).containsExactly("in time", "late");
  }

  private void put(String id, Fields fields) {
    plane.world.documents.transact(tx -> {
      tx.put(new ProjectDocuments(PROJECT).notification(id), fields);
      return true;
    });
  }

  @Test
  void unreachableStoreDoesNotEndTheStream() {
    plane.each(pause -> {
      plane.world.documents.reachable(pause == 1 || pause > 6);
      if (pause == 7) {
        tell("here again");
      }
    });
    assertThat(kinds(plane.get(PATH))).containsExactly("here again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "i1.a", "2026-03-01T12:00:00Z~", "99~a"})
  void eventThatNeverWasIsAProblem(String id) {
    var answer = plane.call("GET", PATH, "", Map.of("Last-Event-ID", id));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("Last-Event-ID");
  }
}
