package io.codedeveloper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  @TempDir Path home;

  private CommandRun demo(String... options) {
    var start = Stream.of("local", "demo", "--data", "demo");
    return CommandRun.in(home, Stream.concat(start, Stream.of(options)).toArray(String[]::new));
  }

  @Test
  void everyRunTakesTheNextPriorityUntilThereIsNothingToDo() {
    var first = demo();
    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(first.out())
        .contains(
            "PRIORITY 1: Read durations as people write them",
            "9 passed before, 15 passed after",
            "+  public static Duration parse(String text)",
            "**Status**: ✅ Complete",
            "PRIORITY 1: pull request #1",
            "ANTHROPIC_API_KEY")
        .doesNotContain("\u001b");

    var second = demo("--json");
    assertThat(second.exitCode()).isEqualTo(ExitCode.DONE);
    var result = JsonParser.parseString(second.out()).getAsJsonObject();
    assertThat(result.get("outcome").getAsString()).isEqualTo("pull_request");
    assertThat(result.get("branch").getAsString()).isEqualTo("code-developer/priority-2");
    assertThat(result.get("commit").getAsString()).hasSize(40);
    assertThat(result.getAsJsonObject("pullRequest").get("number").getAsLong()).isEqualTo(2);
    var tests = result.getAsJsonObject("tests");
    assertThat(tests.getAsJsonObject("before").get("passed").getAsInt()).isEqualTo(9);
    assertThat(tests.getAsJsonObject("after").get("passed").getAsInt()).isEqualTo(15);
    assertThat(result.getAsJsonObject("usage").get("output").getAsLong()).isPositive();
    assertThat(result.get("costUsd").getAsDouble()).isPositive();
    assertThat(result.getAsJsonArray("notifications")).hasSize(1);

    assertThat(demo().out()).contains("PRIORITY 3", "9 passed before, 13 passed after");

    var fourth = demo();
    assertThat(fourth.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO);
    assertThat(fourth.out()).contains("Nothing to do", "--reset");

    var told = CommandRun.in(home, "notifications", "--data", "demo");
    assertThat(told.out()).contains("pull request #1", "pull request #2", "pull request #3");
    var view = CommandRun.in(home, "view", "--data", "demo");
    assertThat(view.out().lines().filter(line -> line.contains("proposed"))).hasSize(3);
  }

  @Test
  void resetDeletesOnlyADemosDirectory() throws IOException {
    Files.createDirectories(home.resolve("demo"));
    Files.writeString(home.resolve("demo/thesis.txt"), "mine");
    var refused = demo("--reset");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(refused.err()).contains("no demo's directory");
    assertThat(demo().exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(home.resolve("demo/thesis.txt")).hasContent("mine");
    Files.delete(home.resolve("demo/thesis.txt"));

    DemoDirectory.take(home.resolve("demo"));
    Files.createDirectories(home.resolve("demo/work/deep"));
    Files.writeString(home.resolve("demo/work/deep/file"), "left over");
    DemoDirectory.delete(home.resolve("demo"));
    assertThat(home.resolve("demo")).doesNotExist();
    DemoDirectory.delete(home.resolve("demo"));
  }

  @Test
  void fileInPlaceOfTheDirectoryIsASentence() throws IOException {
    Files.writeString(home.resolve("demo"), "a file");
    var run = demo();
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err().lines().toList()).hasSize(1);
  }
}
