package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Ending;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// What every sandbox tells of a command, whether or not there is a process.
public abstract class CommandContract {
  static final Duration LONG = Duration.ofMinutes(2);

  protected abstract CommandSandbox sandbox();

  /// The directory in which commands run.
  protected abstract Path tree();

  CommandResult run(String commandLine) {
    return sandbox().run(request(commandLine, Map.of(), LONG, () -> false));
  }

  CommandRequest request(
      String commandLine, Map<String, String> environment, Duration timeout, BooleanSupplier stop) {
    return new CommandRequest(
        commandLine, tree(), List.of(tree()), List.of(), environment, Network.NONE, timeout, stop);
  }

  @Test
  void outputAndErrorComeTogetherWithTheExitCode() {
    CommandResult result = run("echo one; echo two >&2; exit 7");

    assertThat(result.output()).isEqualTo("one\ntwo\n");
    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.ending()).isEqualTo(Ending.EXITED);
    assertThat(result.succeeded()).isFalse();
    assertThat(run("true").succeeded()).isTrue();
  }

  @Test
  void commandSeesItsDirectoryAndChangesIt() {
    CommandResult result = run("pwd; echo content > file; cat file; rm file; echo gone");

    assertThat(result.output()).isEqualTo(tree() + "\ncontent\ngone\n");
    assertThat(tree().resolve("file")).doesNotExist();
  }

  @Test
  void commandThatIsNotThereIsToldAsTheShellTellsIt() {
    CommandResult result = run("no-such-command");

    assertThat(result.exitCode()).isEqualTo(127);
    assertThat(result.ending()).isEqualTo(Ending.EXITED);
    assertThat(result.output()).contains("no-such-command").contains("not found");
  }

  @Test
  @FaultRow("S1")
  void commandThatNeverEndsIsEndedWithItsTime() {
    CommandResult result =
        sandbox().run(request("sleep 1000", Map.of(), Duration.ofSeconds(1), () -> false));

    assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
    assertThat(result.succeeded()).isFalse();
    assertThat(result.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void stopEndsTheCommand() {
    BooleanSupplier stop = () -> Files.exists(tree().resolve("started"));

    CommandResult result =
        sandbox().run(request("touch started; sleep 1000", Map.of(), LONG, stop));

    assertThat(result.ending()).isEqualTo(Ending.STOPPED);
  }
}
