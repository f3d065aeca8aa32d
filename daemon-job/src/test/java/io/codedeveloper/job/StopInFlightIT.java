package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.IterationState;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.git.GitHttpServer;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.Repositories;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.platform.local.LocalSecretSource;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A stop in the middle of a call of the model, a command and a push, each of which would go on for
/// ever: it ends, what is done is kept, and nothing is sent any more.
@Timeout(90)
@FaultRow("X1")
final class StopInFlightIT {
  /// How the model's service falls silent.
  enum Silence {
    BEFORE_THE_ANSWER,
    IN_THE_MIDDLE
  }

  @TempDir Path directory;
  private final StopSignal stop = new StopSignal();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private LocalPlatform platform;

  @BeforeEach
  void open() {
    Repositories.bare(
        directory,
        Map.of(
            "check.sh", "true\n",
            "code-developer.yml", "test: sh check.sh\n",
            "docs/ROADMAP.md", "### PRIORITY 1: Greet\n**Status**: 📝 Planned\n"));
    platform =
        LocalPlatform.open(
            directory.resolve("data"),
            Clock.systemUTC(),
            new RandomIdSource(),
            Map.of(),
            new LocalSecretSource(Map.of("ANTHROPIC_API_KEY", "a-key"), directory.resolve("none")),
            request -> new JobCommand(List.of("true"), Map.of()));
  }

  @AfterEach
  void close() {
    end.countDown();
    platform.close();
    processes().forEach(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest
  @EnumSource(Silence.class)
  void silentModelIsGivenUpAndItsCallStaysCharged(Silence silence) throws Exception {
    var server = silentModel(silence);
    try {
      var run = start(bare().toString(), url(server));
      until(() -> asked.get() == 1);
      stop.abort();
      var ended = run.get();

      assertStopped(ended);
      assertThat(asked).as("calls").hasValue(1);
      var project = ProjectNames.of(bare().toString());
      var charged = services().priorities().get(project, "PRIORITY-1").reserved();
      assertThat(charged).isGreaterThan(Usd.ZERO);
    } finally {
      end.countDown();
      server.stop(0);
    }
  }

  /// Also with what its parent has left behind, and nobody's descendant is any more.
  @Test
  void commandIsEndedWithEverythingThatItStarted() throws Exception {
    try (var server = recorded(commanding())) {
      var run = start(bare().toString(), server.baseUrl());
      until(() -> processes().size() == 3);
      var processes = processes();
      assertThat(processes).allMatch(StopInFlightIT::runs);
      stop.request();

      assertStopped(run.get());
      until(() -> processes.stream().noneMatch(StopInFlightIT::runs));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void pushThatTheServerNeverAnswersIsGivenUp() throws Exception {
    try (var git = GitHttpServer.start(directory);
        var server = recorded(writing())) {
      Repositories.git(bare(), "config", "http.receivepack", "true");
      git.holdPushes();
      var run = start(git.url("remote.git"), server.baseUrl());
      git.awaitHeldPush();
      stop.abort();

      assertStopped(run.get());
      git.letPushesGo();
      assertThat(Repositories.git(bare(), "branch", "--list")).doesNotContain("code-developer");
    }
  }

  /// Starts a process beside its shell, and one whose parent ends at once; tells the ids of all.
  private Script commanding() {
    var command =
        "echo $$ >> '%1$s'; sleep 4711 & echo $! >> '%1$s'; ($(command -v setsid) sleep 4711 & echo $! >> '%1$s'); wait"
            .formatted(told());
    return Script.matching("Greet").calls("run_command", Map.of("command", command));
  }

  private Path told() {
    return directory.resolve("processes");
  }

  /// Those that the command told of by now and that are still there.
  private List<ProcessHandle> processes() {
    try (var ids = Files.exists(told()) ? Files.lines(told()) : Stream.<String>of()) {
      return ids.map(Long::valueOf).flatMap(id -> ProcessHandle.of(id).stream()).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Not where it only waits for somebody to take note of its end, and has no program any more.
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static Script writing() {
    return Script.matching("Greet")
        .calls("write_file", Map.of("path", "hello.txt", "content", "hello\n"))
        .finishes("Greets.");
  }

  private static RecordedMessagesServer recorded(Script script) {
    return RecordedMessagesServer.start(Recording.of(script), pause -> {});
  }

  private static void assertStopped(Iteration ended) {
    assertThat(ended.outcome()).contains(IterationOutcome.STOPPED);
    assertThat(ended.state()).isEqualTo(IterationState.INTERRUPTED);
  }

  private static void until(BooleanSupplier seen) {
    while (!seen.getAsBoolean()) {
      assertThat(Thread.currentThread().isInterrupted()).as("waited too long").isFalse();
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private Path bare() {
    return directory.resolve("remote.git");
  }

  private FutureTask<Iteration> start(String repository, String model) {
    var settings = ProjectSettings.of(repository);
    var configuration =
        JobConfiguration.from(
            directory.resolve("data"),
            Map.of(
                "ANTHROPIC_BASE_URL", model,
                "CODE_DEVELOPER_SANDBOX", "none",
                "PATH", "/usr/bin:/bin"));
    var services = services();
    var workshop = new StandardWorkshop(configuration, platform.ports(), services.redactor());
    var once = new RunOnce(services, workshop);
    var project = ProjectNames.of(repository);
    var run =
        new FutureTask<>(
            () -> once.run(project, settings, Optional.empty(), stop, Progress.silent()));
    // Not on the common pool, which has one thread on a small machine, and JGit needs that.
    Thread.ofPlatform().daemon().start(run);
    return run;
  }

  private JobServices services() {
    var redactor = new Redactor(KnownSecrets.of(platform.ports().secrets()));
    return JobServices.over(
        platform.ports(), redactor, new WorkDirectories(directory.resolve("data")));
  }

  private HttpServer silentModel(Silence silence) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> fallSilent(exchange, silence));
    server.start();
    return server;
  }

  private void fallSilent(HttpExchange exchange, Silence silence) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (silence == Silence.IN_THE_MIDDLE) {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(FIRST_EVENT.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
    }
    asked.incrementAndGet();
    try {
      end.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static final String FIRST_EVENT =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
      "model":"claude-opus-5-5","content":[],"stop_reason":null,"stop_sequence":null,\
      "usage":{"input_tokens":10,"output_tokens":1}}}

      """;

  private static String url(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
