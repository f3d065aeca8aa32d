package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Ending;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How real commands end, with all that they started: by themselves, with their time, at a limit.
abstract class CommandEndingContract extends CommandContract {
  /// By its end a command has begun, and done something, on a busy machine, too.
  static final Duration TIME_TO_BEGIN = Duration.ofSeconds(3);

  @TempDir Path directory;
  Path tree;

  @Override
  protected CommandSandbox sandbox() {
    return sandbox(Limits.usual());
  }

  @Override
  protected Path tree() {
    return tree;
  }

  abstract CommandSandbox sandbox(Limits limits);

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(directory.resolve("tree"));
  }

  @Test
  @FaultRow("S11")
  void endBySignalIsReportedAsTheShellDoes() {
    assertThat(run("kill -9 $$").exitCode()).isEqualTo(137);
    assertThat(run("kill -9 $$").output()).isEmpty();
    assertThat(run("kill -TERM $$").exitCode()).isEqualTo(143);
  }

  @Test
  @FaultRow({"S1", "S4"})
  void endlessFloodEndsWithItsTime() {
    CommandResult result = sandbox().run(request("yes", Map.of(), TIME_TO_BEGIN, () -> false));

    assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
    assertThat(result.omitted()).isPositive();
  }

  @Test
  void commandThatOverrunsIsAskedToEndFirst() {
    CommandResult result =
        sandbox()
            .run(
                request(
                    "trap 'echo bye; exit 3' TERM; echo hello; while :; do sleep 0.1; done",
                    Map.of(),
                    TIME_TO_BEGIN,
                    () -> false));

    assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).startsWith("hello\n").contains("bye\n");
  }

  @Test
  @FaultRow("S1")
  void commandThatIgnoresTheRequestIsKilled() {
    String marker = marker();

    CommandResult result =
        sandbox()
            .run(
                request(
                    "trap '' TERM INT HUP; echo hello; sleep " + marker + "; sleep " + marker,
                    Map.of(),
                    Duration.ofSeconds(1),
                    () -> false));

    assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
    assertThat(result.exitCode()).isGreaterThan(128);
    assertThat(running(marker)).isEmpty();
  }

  @Test
  void interruptionEndsTheCommandAndIsKept() throws Exception {
    AtomicReference<Ending> ending = new AtomicReference<>();
    CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(1);
    BooleanSupplier stop =
        () -> {
          asked.countDown();
          return false;
        };
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              ending.set(sandbox().run(request("sleep 1000", Map.of(), LONG, stop)).ending());
              stillInterrupted.complete(Thread.currentThread().isInterrupted());
            });

    asked.await();
    thread.interrupt();
    thread.join();

    assertThat(ending.get()).isEqualTo(Ending.STOPPED);
    assertThat(stillInterrupted.get()).isTrue();
  }

  @Test
  @FaultRow("S2")
  void survivorsEndWithTheCommand() {
    String marker = marker();

    CommandResult result =
        run(
            "setsid sleep "
                + marker
                + " >/dev/null 2>&1 & ( ( setsid nohup sleep "
                + marker
                + " >/dev/null 2>&1 & ) & ) ; sleep "
                + marker
                + " & sleep 0.3; echo done");

    assertThat(result.output()).isEqualTo("done\n");
    assertThat(running(marker)).isEmpty();
  }

  @Test
  @FaultRow("S2")
  void manyProcessesEndWithTheCommand() {
    String marker = marker();

    CommandResult result =
        run("i=0; while [ $i -lt 300 ]; do sleep " + marker + " & i=$((i+1)); done; echo done");

    assertThat(result.output()).isEqualTo("done\n");
    assertThat(running(marker)).isEmpty();
  }

  /// Not a bomb: without a sandbox no limit of the kernel would hold one that root lit.
  @Test
  @FaultRow("S3")
  void tooManyProcessesEndWithTheirCommandAndOthersGoOn() {
    String marker = marker();

    CommandResult result =
        sandbox(SmallLimits.processes(100))
            .run(
                lasting(
                    "i=0; while [ $i -lt 200 ]; do sleep "
                        + marker
                        + " & i=$((i+1)); done; sleep "
                        + marker));

    assertThat(result.succeeded()).isFalse();
    assertThat(result.took()).isLessThan(LONG);
    assertThat(running(marker)).isEmpty();
    assertThat(run("echo fine").output()).isEqualTo("fine\n");
  }

  @Test
  @FaultRow("S6")
  void memoryHogIsEndedAndToldWhy() {
    CommandResult result =
        sandbox(SmallLimits.memory(200 << 20)).run(lasting("head -c 2000000000 /dev/zero | tail"));

    assertThat(result.ending()).isEqualTo(Ending.EXCEEDED);
    assertThat(result.output()).endsWith("[ended: the command used more than 200 MiB of memory]\n");
    assertThat(result.succeeded()).isFalse();
  }

  @Test
  @FaultRow("S6")
  void diskHogIsEndedAndToldWhy() {
    CommandResult result =
        sandbox(SmallLimits.disk(100 << 20))
            .run(lasting("i=0; while i=$((i+1)); do head -c 20000000 /dev/zero > f$i; done"));

    assertThat(result.ending()).isEqualTo(Ending.EXCEEDED);
    assertThat(result.output())
        .endsWith("[ended: the command used more than 100 MiB of the disk]\n");
  }

  @Test
  @FaultRow("S6")
  void fileThatGrowsTooLargeEndsItsWriter() throws IOException {
    CommandResult result =
        sandbox(SmallLimits.file(1 << 20)).run(lasting("exec head -c 50000000 /dev/zero > large"));

    assertThat(result.exitCode()).isEqualTo(153);
    assertThat(Files.size(tree.resolve("large"))).isEqualTo(1 << 20);
  }

  @Test
  @FaultRow("S6")
  void openFilesAreLimitedAndNothingDumpsItsMemory() {
    assertThat(run("ulimit -Hn; ulimit -Hc").output())
        .isEqualTo(Limits.usual().openFiles() + "\n0\n");
  }

  @Test
  @FaultRow("S6")
  void commandsAreTheFirstThatTheKernelEndsWhenMemoryRunsOut() {
    assertThat(run("cat /proc/self/oom_score_adj").output()).isEqualTo("1000\n");
  }

  private CommandRequest lasting(String commandLine) {
    return request(commandLine, Map.of(), LONG, () -> false);
  }

  /// A number of seconds that no other process sleeps.
  static String marker() {
    return "1" + (100_000 + (System.nanoTime() % 800_000));
  }

  /// Processes with this word among their arguments.
  static List<String> running(String word) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> process.info().arguments().stream().anyMatch(a -> List.of(a).contains(word)))
        .map(process -> process.pid() + " " + process.info().commandLine().orElse("?"))
        .toList();
  }
}
