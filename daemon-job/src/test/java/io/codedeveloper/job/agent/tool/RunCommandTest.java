package io.codedeveloper.job.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.codedeveloper.job.agent.ScriptedSandbox;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Ending;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  @TempDir Path root;

  private ToolOutcome run(ScriptedSandbox sandbox, String command, int timeout) {
    var settings =
        new ToolSettings(
            sandbox,
            Map.of("CI", "true"),
            List.of(Path.of("/caches")),
            List.of(Path.of("/scratch")),
            ProtectedPaths.standard("ROADMAP.md"));
    var input = new JsonObject();
    input.addProperty("command", command);
    input.addProperty("timeout_seconds", timeout);
    return Toolbox.standard(root, settings, false).call("run_command", input, () -> false);
  }

  private ToolOutcome ended(Ending ending, int exitCode, String output, long omitted) {
    var sandbox =
        new ScriptedSandbox(
            request -> new CommandResult(ending, exitCode, output, omitted, Duration.ofSeconds(3)));
    return run(sandbox, "make", 5);
  }

  @Test
  void aCommandRunsInTheWorkTreeWithoutNetwork() {
    var sandbox = ScriptedSandbox.printing("ok");
    run(sandbox, "make test", 4_000);

    assertThat(sandbox.requests)
        .singleElement()
        .satisfies(request -> {
          assertThat(request.directory()).isEqualTo(root);
          assertThat(request.writable()).containsExactly(root, Path.of("/scratch"));
          assertThat(request.readable()).containsExactly(Path.of("/caches"));
          assertThat(request.network()).isEqualTo(Network.NONE);
          assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(10));
          assertThat(request.stop().getAsBoolean()).isFalse();
        });
  }

  @Test
  void theModelLearnsHowItEnded() {
    assertThat(ended(Ending.EXITED, 0, "", 0))
        .isEqualTo(new ToolOutcome.Done("exit code 0 after 3 s\n(no output)"));
    assertThat(ended(Ending.EXITED, 137, "killed", 0)).asString().contains("exit code 137");
    assertThat(ended(Ending.TIMED_OUT, 143, "x", 0))
        .asString()
        .contains("TIMEOUT")
        .contains("after 5 s");
    assertThat(ended(Ending.STOPPED, 143, "x", 0)).asString().contains("interrupted");
    assertThat(ended(Ending.EXITED, 0, "x", 99))
        .asString()
        .contains("99 bytes of output were left out");
  }

  @Test
  void aCommandWithoutSenseDoesNotRun() {
    var sandbox = ScriptedSandbox.printing("");

    assertThat(run(sandbox, " ", 5)).isInstanceOf(ToolOutcome.Refused.class);
    assertThat(run(sandbox, "a\0b", 5)).isInstanceOf(ToolOutcome.Refused.class);
    assertThat(sandbox.requests).isEmpty();
  }

  @Test
  void aWorkTreeThatWasRemovedIsNoticed() throws IOException {
    var sandbox =
        new ScriptedSandbox(request -> {
          try {
            Files.delete(root);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          return new CommandResult(Ending.EXITED, 0, "", 0, Duration.ZERO);
        });

    assertThat(run(sandbox, "rm -rf .", 5)).asString().contains("removed the work tree");
    Files.createDirectory(root);
  }
}
