package io.codedeveloper.job.agent;

import com.google.gson.JsonObject;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.agent.CodingAgent.Task;
import io.codedeveloper.job.agent.tool.ProtectedPaths;
import io.codedeveloper.job.agent.tool.ToolSettings;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// A work tree, an agent with the real SDK, and a server that plays a session to it; time is the
/// test's.
final class Bench implements AutoCloseable {
  static final String KEY = "test-key-of-the-bench";
  static final String REQUEST = "Implement US-1: greet politely";

  /// The end of every script that is played to its end.
  static final Result DONE = new Result.Finished("done");

  /// One call, and the end.
  static final Script SHORT =
      Script.matching("US-1").says("Looking.").calls("list_files", Map.of()).finishes("done");

  final TestSession session = new TestSession();
  final List<Duration> waits = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  final RecordedMessagesServer server;
  final Path workTree;
  ScriptedSandbox sandbox = ScriptedSandbox.printing("fine\n");
  AgentLimits limits = AgentLimits.USUAL;
  String model = "claude-opus-5-5";
  int maxTokens = 1_000;
  Duration silence = Duration.ofSeconds(30);
  boolean readOnly;

  /// What the settings say the key is, each time they are asked.
  Supplier<String> keys = () -> KEY;

  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Duration clockSteps = Duration.ZERO;
  private long nanos;
  private Duration perLook = Duration.ZERO;

  Bench(Path workTree) {
    this(workTree, SHORT);
  }

  Bench(Path workTree, Script script) {
    this.workTree = workTree;
    this.server = RecordedMessagesServer.start(Recording.of(script), waits::add, threads);
  }

  Bench timePassing(Duration perLookAtIt) {
    perLook = perLookAtIt;
    return this;
  }

  /// The wall clock is set by so much whenever it is looked at.
  Bench clockBeingSet(Duration by) {
    clockSteps = by;
    return this;
  }

  Result work() {
    return agent().work(task(), session);
  }

  Task task() {
    return new Task("You are a careful developer.", REQUEST, workTree, readOnly);
  }

  CodingAgent agent() {
    var settings =
        new ClaudeSettings(
            server.baseUrl(), () -> Secret.of(keys.get()), model, maxTokens, silence);
    var tools =
        new ToolSettings(
            sandbox,
            Map.of("CI", "true"),
            List.of(),
            List.of(),
            ProtectedPaths.standard("ROADMAP.md"));
    return new ClaudeAgent(
        settings,
        limits,
        PriceTable.shipped(),
        tools,
        text -> text.replace("s3cr3t", "***"),
        clock(),
        () -> nanos += perLook.toNanos(),
        waits::add,
        new SplittableRandom(7));
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        now = now.plus(clockSteps);
        return now;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  JsonObject lastRequest() {
    return server.requests().getLast();
  }

  /// The blocks of the last message that was sent.
  List<JsonObject> lastBlocks() {
    var messages = lastRequest().getAsJsonArray("messages");
    return Json.objects(
            messages.get(messages.size() - 1).getAsJsonObject().getAsJsonArray("content"))
        .toList();
  }

  String lastResult() {
    return Json.text(lastBlocks().getFirst(), "content");
  }

  /// Between attempts, in all.
  Duration waited() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  Usd spent() {
    return session.charged();
  }

  @Override
  public void close() {
    server.close();
    threads.shutdownNow();
  }
}
