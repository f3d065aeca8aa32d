package io.codedeveloper.platform.local;

import io.codedeveloper.platform.BlobStore.Precondition;
import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.TickSchedule.Cadence;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A process that works on a data directory and prints a line after each piece of work that was
/// acknowledged.
///
/// It is killed in the middle of its work by [CrashIT], which knows from a number alone what must
/// be there.
final class CrashWorker {
  static final CollectionPath ROWS = new CollectionPath("rows");
  static final DocumentPath COUNTER = DocumentPath.of("counters", "rows");
  static final DocumentPath SHARED = DocumentPath.of("counters", "shared");

  private final LocalPlatform platform;
  private final PrintStream output;

  private CrashWorker(LocalPlatform platform, PrintStream output) {
    this.platform = platform;
    this.output = output;
  }

  /// @param arguments the data directory, the kind of work, the first number and how many
  public static void main(String... arguments) {
    var first = Integer.parseInt(arguments[2]);
    try (var platform = open(Path.of(arguments[0]), Clock.systemUTC())) {
      var worker = new CrashWorker(platform, System.out);
      worker.acknowledge("ready");
      for (var number = first; number < first + Integer.parseInt(arguments[3]); number++) {
        worker.work(arguments[1], number);
      }
    }
  }

  static LocalPlatform open(Path directory, Clock clock) {
    return LocalPlatform.open(
        directory,
        clock,
        new RandomIdSource(),
        Map.of("PATH", "/usr/bin:/bin"),
        new LocalSecretSource(Map.of(), directory.resolve("secrets.json")),
        request -> new JobCommand(List.of("/bin/sh", "-c", request.iteration()), Map.of()));
  }

  private void work(String kind, int number) {
    switch (kind) {
      case "documents" -> document(number);
      case "blobs" -> blob(number);
      case "messages" -> message(number);
      case "tasks" -> task(number);
      case "deliveries" -> deliver(number);
      case "increments" -> increment(number);
      case "job" -> job();
      default -> throw new IllegalArgumentException(kind);
    }
  }

  /// Writes the line at once, so that no half of it is ever read.
  private void acknowledge(String line) {
    output.print(line + "\n");
    output.flush();
  }

  /// One row more, and the counter of rows, in one transaction.
  private void document(int number) {
    platform
        .ports()
        .documents()
        .transact(transaction -> {
          var count = transaction.get(COUNTER).map(CrashWorker::count).orElse(0L);
          transaction.create(ROWS.document("r" + number), row(number));
          transaction.put(COUNTER, Fields.empty().with("count", count + 1));
          return true;
        });
    acknowledge("row " + number);
  }

  static long count(io.codedeveloper.platform.Document document) {
    return document.fields().number("count", 0);
  }

  static Fields row(int number) {
    return Fields.empty().with("number", (long) number).with("text", text(number, 20_000));
  }

  /// A text that follows from its number.
  static String text(int number, int longest) {
    return (number + " é ").repeat(new Random(number).nextInt(longest / 8) + 1);
  }

  static byte[] bytes(int number) {
    var bytes = new byte[100_000 + number % 1000];
    new Random(number).nextBytes(bytes);
    return bytes;
  }

  private void blob(int number) {
    var blobs = platform.ports().blobs();
    blobs.write("each/" + number, bytes(number), new Precondition.Absent());
    acknowledge("blob " + number);
    blobs.write("current", bytes(number), new Precondition.None());
    acknowledge("current " + number);
  }

  static Message message(String id) {
    return new Message(id, "test", "key", Map.of(), text(id.hashCode(), 2_000));
  }

  private void message(int number) {
    platform.ports().bus().publish(Topic.COMMANDS, message("m" + number));
    acknowledge("message m" + number);
  }

  private void task(int number) {
    var tasks = platform.ports().delayedTasks();
    tasks.schedule("t" + number, Instant.EPOCH, Topic.COMMANDS, message("t" + number));
    acknowledge("message t" + number);
    var cadence = new Cadence.Every(Duration.ofHours(1 + number));
    platform.ports().schedule().set("s", cadence, message("s"));
    acknowledge("schedule " + number);
  }

  /// Publishes one message and delivers what is due; a delivery counts when it is known outside.
  private void deliver(int number) {
    message(number);
    platform.deliveries().deliverDue((topic, received) -> acknowledge("received " + received.id()));
  }

  private void increment(int number) {
    platform
        .ports()
        .documents()
        .transact(transaction -> {
          var count = transaction.get(SHARED).map(CrashWorker::count).orElse(0L);
          transaction.put(SHARED, Fields.empty().with("count", count + 1));
          return true;
        });
    platform.ports().bus().publish(Topic.COMMANDS, message("m" + number));
    platform.ports().blobs().write("b" + number, bytes(number), new Precondition.Absent());
    var entry =
        new Entry(Instant.EPOCH, Severity.INFO, "p", Optional.empty(), text(number, 20_000));
    platform.ports().logs().append(entry);
    acknowledge("increment " + number);
  }

  /// Starts a job that ends after this process has.
  private void job() {
    var wait =
        "while [ -e '" + platform.database().file() + ".wait' ]; do sleep 0.01; done; exit 0";
    var request = new io.codedeveloper.platform.JobLauncher.JobRequest("p", wait, 1);
    acknowledge("job " + platform.ports().jobs().launch(request));
  }
}
