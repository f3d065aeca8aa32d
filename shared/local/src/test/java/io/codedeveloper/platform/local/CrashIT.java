package io.codedeveloper.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.BlobStore;
import io.codedeveloper.platform.JobLauncher.Status;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.contract.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed with SIGKILL at any moment leaves a store that opens and keeps what it
/// acknowledged.
final class CrashIT {
  private static final int ROUNDS = 4;
  private static final int NUMBERS_PER_ROUND = 1_000_000;

  @TempDir private Path directory;

  /// Lets several workers, one after the other, work on the directory, each killed at a moment of
  /// its own.
  ///
  /// @return all that they acknowledged
  private List<String> crash(String kind) {
    var acknowledged = new ArrayList<String>();
    for (var round = 1; round <= ROUNDS; round++) {
      var random = new Random(31L * kind.hashCode() + round);
      var first = round * NUMBERS_PER_ROUND;
      try (var worker = new WorkerProcess(directory, kind, first, NUMBERS_PER_ROUND)) {
        for (var line = random.nextInt(1, 60); line > 0; line--) {
          assertThat(worker.next()).as("round %d of %s", round, kind).isPresent();
        }
        LockSupport.parkNanos(random.nextLong(Duration.ofMillis(5).toNanos()));
        acknowledged.addAll(worker.kill());
      }
      assertSound();
    }
    return acknowledged;
  }

  private void assertSound() {
    try (var database = LocalDatabase.open(directory, Clock.systemUTC())) {
      assertThat(pragma(database, "integrity_check")).isEqualTo("ok");
    }
  }

  private static String pragma(LocalDatabase database, String pragma) {
    return database.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("PRAGMA " + pragma)) {
        rows.next();
        return rows.getString(1);
      }
    });
  }

  private LocalPlatform reopen() {
    return CrashWorker.open(directory, Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
  }

  /// The numbers or names that were acknowledged as something.
  private static List<String> named(Collection<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.startsWith(what + " "))
        .map(line -> line.substring(what.length() + 1))
        .toList();
  }

  @Test
  void acknowledgedTransactionsAreThereWholeAndNoOthersByHalf() {
    var acknowledged = named(crash("documents"), "row");
    try (var platform = reopen()) {
      var documents = platform.ports().documents();
      for (var number : acknowledged) {
        var row = documents.get(CrashWorker.ROWS.document("r" + number)).orElseThrow();
        assertThat(row.fields()).isEqualTo(CrashWorker.row(Integer.parseInt(number)));
      }
      var rows = 0L;
      var query = Query.of(CrashWorker.ROWS, "number").limit(1000);
      var page = documents.query(query);
      rows += page.items().size();
      while (page.nextCursor().isPresent()) {
        page = documents.query(query.after(page.nextCursor().get()));
        rows += page.items().size();
      }
      assertThat(rows).isBetween((long) acknowledged.size(), (long) acknowledged.size() + ROUNDS);
      assertThat(CrashWorker.count(documents.get(CrashWorker.COUNTER).orElseThrow()))
          .isEqualTo(rows);
    }
  }

  @Test
  void acknowledgedBlobsAreThereWhole() {
    var lines = crash("blobs");
    try (var platform = reopen()) {
      var blobs = platform.ports().blobs();
      for (var number : named(lines, "blob")) {
        assertThat(blobs.read("each/" + number).orElseThrow().content())
            .isEqualTo(CrashWorker.bytes(Integer.parseInt(number)));
      }
      assertThat(blobs.list("each/", 1000, Optional.empty()).items())
          .extracting(BlobStore.Entry::size)
          .allMatch(size -> size >= 100_000);
      // A worker may be killed between writing its first "current" and acknowledging it.
      var current = blobs.read("current").orElseThrow().content();
      var last = Integer.parseInt(named(lines, "current").getLast());
      assertThat(blobs.list("each/", 1000, Optional.empty()).items())
          .extracting(entry -> Integer.parseInt(entry.name().substring("each/".length())))
          .filteredOn(number -> number >= last)
          .anyMatch(number -> java.util.Arrays.equals(current, CrashWorker.bytes(number)));
    }
  }

  @Test
  void acknowledgedMessagesAreDelivered() {
    var acknowledged = named(crash("messages"), "message");
    assertThat(drain())
        .containsAll(acknowledged)
        .hasSizeLessThanOrEqualTo(acknowledged.size() + ROUNDS);
  }

  @Test
  void acknowledgedTasksAndSchedulesAreKept() {
    var lines = crash("tasks");
    var acknowledged = named(lines, "message");
    var last = Integer.parseInt(named(lines, "schedule").getLast());
    try (var platform = CrashWorker.open(directory, Clock.systemUTC())) {
      assertThat(platform.ports().schedule().next("s").orElseThrow())
          .isAfter(Clock.systemUTC().instant().plus(Duration.ofHours(last)));
    }
    assertThat(drain()).containsAll(acknowledged);
  }

  @Test
  void messageIsNotLostBetweenItsDeliveryAndItsAcknowledgement() {
    var lines = crash("deliveries");
    var arrived = new HashSet<>(named(lines, "received"));
    arrived.addAll(drain());
    assertThat(arrived).containsAll(named(lines, "message"));
  }

  /// What is still delivered, each message whole.
  private Set<String> drain() {
    var ids = new HashSet<String>();
    try (var platform = reopen()) {
      while (!platform
          .deliveries()
          .deliverDue((topic, message) -> {
            assertThat(message).isEqualTo(CrashWorker.message(message.id()));
            ids.add(message.id());
          })
          .isEmpty()) {
        // The next batch.
      }
      assertThat(platform.deadLetters().count()).isZero();
    }
    return ids;
  }

  @Test
  void twoProcessesThatWriteAtOnceLoseNothing() {
    var each = 100;
    try (var one = new WorkerProcess(directory, "increments", 0, each);
        var other = new WorkerProcess(directory, "increments", each, each)) {
      one.finish();
      other.finish();
      assertThat(one.exitCode()).isZero();
      assertThat(other.exitCode()).isZero();
    }
    assertSound();
    assertThat(drain()).hasSize(2 * each);
    try (var platform = reopen()) {
      var ports = platform.ports();
      assertThat(CrashWorker.count(ports.documents().get(CrashWorker.SHARED).orElseThrow()))
          .isEqualTo(2 * each);
      assertThat(ports.blobs().list("b", 1000, Optional.empty()).items()).hasSize(2 * each);
      assertThat(ports.logs().tail("p", Optional.empty(), Severity.DEBUG, 1000)).hasSize(2 * each);
    }
  }

  @Test
  void jobOutlivesItsHostAndItsEndIsKnownToTheNext() throws Exception {
    var wait = directory.resolve(LocalDatabase.FILE_NAME + ".wait");
    Files.createFile(wait);
    try (var host = new WorkerProcess(directory, "job", 0, 1)) {
      host.next();
      var execution = host.next().orElseThrow().substring("job ".length());
      var started = named(host.kill(), "job");
      try (var platform = reopen()) {
        var jobs = platform.ports().jobs();
        assertThat(jobs.status(execution)).isEqualTo(Status.RUNNING);
        started.stream().skip(1).forEach(jobs::cancel);
        Files.delete(wait);
        Eventually.until("the job ends", () -> jobs.status(execution) == Status.SUCCEEDED);
      }
    }
  }
}
