package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.daemon.CommandHandler;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The composite indexes that Terraform makes are those that the product's queries need: the
/// emulator answers without them, Firestore does not.
final class FirestoreIndexesTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final ProjectId PROJECT = new ProjectId("demo");

  private final RecordedQueries store;
  private final Platform platform;

  FirestoreIndexesTest() {
    var world = new InMemoryPlatform().platform();
    store = new RecordedQueries(world.documents());
    platform =
        new Platform(
            store,
            world.blobs(),
            world.bus(),
            world.jobs(),
            world.delayedTasks(),
            world.schedule(),
            world.secrets(),
            world.logs(),
            world.clock(),
            world.ids());
  }

  @Test
  void declaredIndexesAreThoseThatTheUseCasesNeed() throws IOException {
    new Projects(store).create(PROJECT, ProjectSettings.of("/srv/repository"));
    for (var schedule : Set.of("work", "sweep")) {
      new CommandHandler(platform).handle(new DaemonMessage.Tick(PROJECT, schedule));
    }
    var iterations = new Iterations(store, new Leases(store, Duration.ofMinutes(1)));
    iterations.unfinished(PROJECT);
    iterations.waiting(PROJECT);
    iterations.ofPriority(PROJECT, "PRIORITY 1");
    iterations.list(PROJECT, 10, Optional.empty());
    var notifications = new Notifications(store);
    notifications.list(PROJECT, Optional.empty(), 10, Optional.empty());
    notifications.list(PROJECT, Optional.of(Notification.Status.PENDING), 10, Optional.empty());
    assertThat(declared()).isEqualTo(store.needed);
  }

  /// Whoever asks with an equality is called by the test above, or never asks Firestore.
  @Test
  void nobodyElseAsksWithAnEquality() throws IOException {
    assertThat(askersWithAnEquality())
        .containsExactlyInAnyOrder(
            "Commands.java", "Iterations.java", "Notifications.java", "LocalGitHost.java");
  }

  private static Set<String> askersWithAnEquality() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .filter(FirestoreIndexesTest::asksWithAnEquality)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean asksWithAnEquality(Path file) {
    try {
      return Files.readString(file).contains(".whereEqual(");
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  private static Set<String> declared() throws IOException {
    var text = Files.readString(ROOT.resolve("terraform/firestore-indexes.json"));
    var declared = new TreeSet<String>();
    for (JsonElement element :
        JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("indexes")) {
      declared.add(index(element.getAsJsonObject()));
    }
    return declared;
  }

  private static String index(JsonObject declared) {
    var fields = declared.getAsJsonArray("fields");
    var equality = fields.get(0).getAsJsonObject();
    var order = fields.get(1).getAsJsonObject();
    return RecordedQueries.index(
        declared.get("collectionGroup").getAsString(),
        equality.get("fieldPath").getAsString(),
        order.get("fieldPath").getAsString(),
        order.get("order").getAsString());
  }
}
