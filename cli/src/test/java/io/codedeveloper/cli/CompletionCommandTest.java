package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir Path home;

  /// What bash offers where the last of these words is to be completed.
  private List<String> completed(String... words) throws IOException {
    var script =
        Files.writeString(home.resolve("script"), CommandRun.in(home, "completion", "bash").out());
    var quoted = "'" + String.join("' '", words) + "'";
    var bash =
        """
        source '%s' || exit 1
        COMP_WORDS=(%s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _complete_project-manager
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, quoted);
    var process = new ProcessBuilder("bash", "-c", bash).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(output).isZero();
    return output.lines().map(String::strip).toList();
  }

  @Test
  void bashCompletesCommandsOptionsAndWordsOfAChoice() throws IOException {
    assertThat(completed("project-manager", "cloud", "st")).contains("status", "start", "stop");
    assertThat(completed("project-manager", "cloud", "logs", "--f")).contains("--follow");
    assertThat(completed("project-manager", "completion", "")).contains("bash", "zsh");
    assertThat(completed("project-manager", "cloud", "logs", "--level", "")).contains("warning");
  }

  @Test
  void scriptIsForZshToo() {
    var run = CommandRun.in(home, "completion", "zsh");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).startsWith("# project-manager completion zsh\n").contains("bashcompinit");
    assertThat(CommandRun.in(home, "completion", "fish").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
