package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.AgentLimits;
import io.codedeveloper.job.agent.ClaudeAgent;
import io.codedeveloper.job.agent.ClaudeSettings;
import io.codedeveloper.job.agent.CodingAgent.Session;
import io.codedeveloper.job.iteration.CrashingDocuments.Crash;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real agent with real commands and checkpoints dies before and after everything that it does
/// to what surrounds it: a reservation, a checkpoint, a line of progress, a look at the tests.
@FaultRow("M14")
final class CrashAtEveryMomentIT {
  private static final int MODEL_CALLS = 2;
  private static final int COMMANDS = 2;
  private static final Set<String> NO_EFFECT = Set.of("stopRequested", "transcript", "answer");

  @TempDir Path directory;

  @Test
  void atMostOneModelCallIsRepeatedAndNoCommandTakesEffectTwice() throws IOException {
    var moments = run(directory.resolve("whole"), Integer.MAX_VALUE);
    assertThat(moments).isGreaterThan(15);
    for (var moment = 1; moment <= moments; moment++) {
      run(directory.resolve("at-" + moment), moment);
    }
  }

  /// Runs until the agent's session was asked so often, dies, and runs on to the end.
  ///
  /// @return how often it was asked
  private static int run(Path home, int dyingAt) throws IOException {
    Files.createDirectories(home);
    var ran = home.resolve("ran");
    try (var server = RecordedMessagesServer.start(Recording.of(script(ran)), wait -> {});
        var harness =
            new Harness(home).withRoadmap("### PRIORITY 1: Greet\n**Status**: 📝 Planned\n")) {
      var asked = new AtomicInteger();
      harness.agents =
          tools -> {
            var agent =
                new ClaudeAgent(
                    ClaudeSettings.of(server.baseUrl(), Secret.of("no-key"), "claude-opus-5-5"),
                    AgentLimits.USUAL,
                    PriceTable.shipped(),
                    tools,
                    UnaryOperator.identity(),
                    Clock.systemUTC(),
                    System::nanoTime,
                    wait -> {},
                    new SplittableRandom(1));
            return (task, session) -> agent.work(task, dying(session, asked, dyingAt));
          };
      if (dyingAt < Integer.MAX_VALUE) {
        assertThatThrownBy(harness::run).isInstanceOf(Crash.class);
        harness.leaseExpires();
      }

      assertThat(harness.run().outcome()).contains(IterationOutcome.PULL_REQUEST);
      assertThat(harness.show("code-developer/priority-1", "log.txt")).isEqualTo("one\ntwo\n");
      var repeated = dyingAt < Integer.MAX_VALUE ? 1 : 0;
      assertThat(server.requests()).hasSizeBetween(MODEL_CALLS, MODEL_CALLS + repeated);
      assertThat(Files.readAllLines(ran)).hasSizeBetween(COMMANDS, COMMANDS + repeated);
      return asked.get();
    }
  }

  /// Two commands that must not take effect twice, in one answer. Each also writes where no
  /// checkpoint reaches, which tells how often it ran.
  private static Script script(Path ran) {
    return Script.matching("Greet")
        .calls("run_command", Map.of("command", "echo one >> log.txt; echo one >> " + ran))
        .and("run_command", Map.of("command", "echo two >> log.txt; echo two >> " + ran))
        .finishes("Wrote log.txt.");
  }

  private static Session dying(Session session, AtomicInteger asked, int moment) {
    return (Session)
        Proxy.newProxyInstance(
            Session.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (self, method, arguments) -> {
              var counts = !NO_EFFECT.contains(method.getName());
              if (counts && asked.incrementAndGet() == moment) {
                throw new Crash("before " + method.getName());
              }
              try {
                var result = method.invoke(session, arguments);
                if (counts && asked.incrementAndGet() == moment) {
                  throw new Crash("after " + method.getName());
                }
                return result;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
