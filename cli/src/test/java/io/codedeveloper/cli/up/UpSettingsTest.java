package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.terminal.Look;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpSettingsTest {
  private static final Map<String, String> WRONG =
      Map.of(
          "PORT", "http",
          "REQUESTS_PER_MINUTE", "0",
          "ROADMAP_PATH", "/app/docs/ROADMAP.md",
          "CODE_DEVELOPER_BUDGET_PER_DAY", "much",
          "CODE_DEVELOPER_SANDBOX", "moon",
          "CODE_DEVELOPER_PRICES", "cheap",
          "NOTIFICATION_LEVELS", "loud",
          "NOTIFICATION_SLACK_URL", "http://example.com/not-to-be-seen",
          "API_AUTH_SECRET", "much-too-short");

  @TempDir Path directory;

  @Test
  void everythingThatIsWrongIsToldAtOnceAndNothingBegins() {
    var run =
        CommandRun.with(
            directory, WRONG, Look.PIPE, "local", "up", "--repository", ".", "--data", "data");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err())
        .contains("PORT is 'http'", "REQUESTS_PER_MINUTE is '0'", "ROADMAP_PATH is '/app/docs")
        .contains("budget per day is 'much'", "CODE_DEVELOPER_SANDBOX is 'moon'")
        .contains("line 1 of the configured prices is not understood")
        .contains("ANTHROPIC_API_KEY is not set", "API_AUTH_SECRET has 14 bytes")
        .contains("NOTIFICATION_LEVELS is 'loud'", "NOTIFICATION_SLACK_URL is not the address")
        .doesNotContain("much-too-short", "not-to-be-seen");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void runOnceTellsEverythingThatIsWrongAtOnce() {
    var run =
        CommandRun.with(
            directory,
            WRONG,
            Look.PIPE,
            "local",
            "run-once",
            "--repository",
            ".",
            "--data",
            "data");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err())
        .contains("ROADMAP_PATH is '/app/docs", "budget per day is 'much'")
        .contains("CODE_DEVELOPER_SANDBOX is 'moon'", "the configured prices is not understood");
    assertThat(directory.resolve("data")).doesNotExist();
  }
}
