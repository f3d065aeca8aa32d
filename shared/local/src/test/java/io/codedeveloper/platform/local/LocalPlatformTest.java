package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.contract.MessageBusContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalPlatformTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path directory;

  private LocalPlatform open(ManualClock clock) {
    return LocalPlatform.open(
        directory.resolve("data"),
        clock,
        new RandomIdSource(),
        Map.of(),
        new LocalSecretSource(Map.of(), directory.resolve("secrets.json")),
        request -> new JobCommand(List.of("/bin/true"), Map.of()));
  }

  @Test
  void everyPortKeepsWhatItGotUntilTheNextOpening() {
    var path = DocumentPath.of("c", "d");
    var clock = new ManualClock(NOW);
    try (var platform = open(clock)) {
      var ports = platform.ports();
      ports
          .documents()
          .transact(transaction -> {
            transaction.put(path, Fields.empty());
            return true;
          });
      ports.blobs().write("blob", new byte[] {1}, new Precondition.None());
      ports.bus().publish(Topic.COMMANDS, MessageBusContract.message("message", "p"));
      ports
          .delayedTasks()
          .schedule("task", NOW, Topic.COMMANDS, MessageBusContract.message("task", "p"));
      var cadence = new Cadence.Every(Duration.ofMinutes(1));
      ports.schedule().set("tick", cadence, MessageBusContract.message("tick", "q"));
      ports.logs().append(new Entry(NOW, Severity.INFO, "p", Optional.empty(), "line"));
    }
    clock.advance(Duration.ofMinutes(1));
    try (var platform = open(clock)) {
      var ports = platform.ports();
      assertThat(ports.documents().get(path)).isPresent();
      assertThat(ports.blobs().read("blob")).isPresent();
      assertThat(ports.logs().tail("p", Optional.empty(), Severity.DEBUG, 1)).hasSize(1);
      assertThat(platform.deliveries().deliverDue((topic, message) -> {}))
          .extracting(delivery -> delivery.message().id().replaceFirst("tick-.*", "tick"))
          .containsExactly("message", "task", "tick");
      assertThat(platform.deadLetters().count()).isZero();
    }
    assertThat(directory.resolve("data").resolve(LocalDatabase.FILE_NAME)).exists();
    assertThat(Files.exists(directory.resolve("data/logs/projects/p/2026-03-01.jsonl"))).isTrue();
  }

  @Test
  void idsAreLegalAndDiffer() {
    var ids = new RandomIdSource();
    assertThat(IntStream.range(0, 1000).mapToObj(i -> ids.next()))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z0-9]{20}"));
    assertThat(new RandomIdSource().next()).isNotEqualTo(new RandomIdSource().next());
  }
}
