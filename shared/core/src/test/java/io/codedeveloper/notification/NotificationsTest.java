package io.codedeveloper.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Status;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.Notifications.Response;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NotificationsTest {
  private static final ProjectId PROJECT = new ProjectId("demo");

  private final InMemoryPlatform world = new InMemoryPlatform();
  private final Notifications notifications = new Notifications(world.documents);

  private Notification info(String kind) {
    var draft = NotificationDraft.of("i1", kind, Type.COMPLETION, Level.NORMAL, "Done", "It is.");
    return notifications.notifyOnce(
        PROJECT, draft.withContext(Fields.empty().with("priority", "P1")));
  }

  private Notification question(List<String> choices) {
    return notifications.notifyOnce(
        PROJECT, NotificationDraft.question("i1", "question-1", "Which?", "Which one?", choices));
  }

  private List<String> ids(Optional<Status> status) {
    return notifications.list(PROJECT, status, 10, Optional.empty()).items().stream()
        .map(Notification::id)
        .toList();
  }

  @Test
  @FaultRow({"N2"})
  void oneNotificationIsMadePerIterationAndKind() {
    var first = info("completed");
    world.clock.advance(Duration.ofHours(1));
    assertThat(info("completed")).isEqualTo(first);
    assertThat(ids(Optional.empty())).containsExactly("i1.completed");
  }

  @Test
  void notificationComesBackAsItWasMade() {
    info("completed");
    var found = notifications.get(PROJECT, "i1.completed").orElseThrow();
    assertThat(found.type()).isEqualTo(Type.COMPLETION);
    assertThat(found.level()).isEqualTo(Level.NORMAL);
    assertThat(found.title()).isEqualTo("Done");
    assertThat(found.message()).isEqualTo("It is.");
    assertThat(found.status()).isEqualTo(Status.PENDING);
    assertThat(found.requiresResponse()).isFalse();
    assertThat(found.context().text("priority")).contains("P1");
    assertThat(found.createdAt()).isEqualTo(world.clock.instant());
    assertThat(found.respondedBy()).isEmpty();
  }

  @Test
  void notificationIsForgottenAfterNinetyDays() {
    info("completed");
    world.clock.advance(Duration.ofDays(90));
    assertThat(ids(Optional.empty())).isEmpty();
  }

  @Test
  @FaultRow({"N5"})
  void firstAnswerWins() {
    var id = question(List.of()).id();
    assertThat(notifications.respond(PROJECT, id, "blue", "ann"))
        .isInstanceOf(Response.Accepted.class);
    assertThat(notifications.respond(PROJECT, id, "red", "bob"))
        .isInstanceOfSatisfying(
            Response.AlreadyAnswered.class,
            late -> assertThat(late.notification().response()).contains("blue"));
    var answered = notifications.get(PROJECT, id).orElseThrow();
    assertThat(answered.respondedBy()).contains("ann");
    assertThat(answered.status()).isEqualTo(Status.RESPONDED);
  }

  @Test
  void onlyAChoiceCountsWhereThereAreSome() {
    var id = question(List.of("approve", "reject")).id();
    assertThat(notifications.respond(PROJECT, id, "do not approve", "ann"))
        .isInstanceOf(Response.InvalidChoice.class);
    assertThat(notifications.respond(PROJECT, id, "approve", "ann"))
        .isInstanceOf(Response.Accepted.class);
  }

  @Test
  void emptyAnswerAndUnknownNotificationAreRefused() {
    var id = question(List.of()).id();
    assertThat(notifications.respond(PROJECT, id, "  ", "ann"))
        .isInstanceOf(Response.InvalidChoice.class);
    assertThat(notifications.respond(PROJECT, "none", "x", "ann"))
        .isEqualTo(new Response.NotFound());
  }

  @Test
  void newestComesFirstPageByPage() {
    for (var kind : List.of("a", "b", "c")) {
      info(kind);
      world.clock.advance(Duration.ofSeconds(1));
    }
    var page = notifications.list(PROJECT, Optional.empty(), 2, Optional.empty());
    assertThat(page.items()).extracting(Notification::id).containsExactly("i1.c", "i1.b");
    assertThat(notifications.list(PROJECT, Optional.empty(), 2, page.nextCursor()).items())
        .extracting(Notification::id)
        .containsExactly("i1.a");
  }

  @Test
  void readAndDismissedOnesAreFoundByStatus() {
    info("a");
    info("b");
    assertThat(notifications.markRead(PROJECT, "i1.a")).isPresent();
    assertThat(notifications.dismiss(PROJECT, "i1.b")).isPresent();
    assertThat(notifications.markRead(PROJECT, "i1.b").orElseThrow().status())
        .isEqualTo(Status.DISMISSED);
    assertThat(ids(Optional.empty())).containsExactly("i1.a");
    assertThat(ids(Optional.of(Status.READ))).containsExactly("i1.a");
    assertThat(ids(Optional.of(Status.DISMISSED))).containsExactly("i1.b");
    assertThat(notifications.markRead(PROJECT, "none")).isEmpty();
    assertThat(notifications.dismiss(PROJECT, "none")).isEmpty();
  }

  @Test
  void statusesAreKnownByName() {
    assertThat(Status.of("pending")).contains(Status.PENDING);
    assertThat(Status.of("other")).isEmpty();
  }
}
