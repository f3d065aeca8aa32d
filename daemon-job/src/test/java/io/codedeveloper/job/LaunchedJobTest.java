package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.JobLauncher.JobRequest;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LaunchedJobTest {
  @Test
  void jobTellsEverythingThatIsWrongAtOnceAndEndsWithOne() {
    var out = new ByteArrayOutputStream();
    var code =
        Main.run(
            Map.of(
                "PLATFORM", "local",
                "CODE_DEVELOPER_FENCE", "many",
                "CODE_DEVELOPER_SANDBOX", "moon",
                "CODE_DEVELOPER_TASK_TIMEOUT", "299",
                "CODE_DEVELOPER_REGISTRIES", "http://not a host",
                "CODE_DEVELOPER_PRICES", "cheap",
                "ANTHROPIC_BASE_URL", "nowhere"),
            InputStream.nullInputStream(),
            new Voice.Printing(new PrintStream(out, true, StandardCharsets.UTF_8)));

    assertThat(code).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(9)
        .anyMatch(line -> line.startsWith("CODE_DEVELOPER_PROJECT is not set"))
        .anyMatch(line -> line.startsWith("CODE_DEVELOPER_ITERATION is not set"))
        .anyMatch(line -> line.startsWith("CODE_DEVELOPER_DATA is not set"))
        .anyMatch(line -> line.startsWith("CODE_DEVELOPER_FENCE is 'many'"))
        .anyMatch(line -> line.startsWith("CODE_DEVELOPER_SANDBOX is 'moon'"))
        .anyMatch(line -> line.startsWith("CODE_DEVELOPER_TASK_TIMEOUT is '299'"))
        .anyMatch(line -> line.startsWith("line 1 of the configured prices is not understood"))
        .anyMatch(line -> line.startsWith("ANTHROPIC_BASE_URL is 'nowhere'"))
        .anyMatch(line -> line.startsWith("'http://not' in CODE_DEVELOPER_REGISTRIES"));
  }

  @Test
  void sandboxIsNotGivenUpInTheCloud() {
    var variables = Map.of("CODE_DEVELOPER_SANDBOX", "none", "CLOUD_RUN_JOB", "job");
    assertThatThrownBy(() -> JobConfiguration.from(Path.of("/data"), variables))
        .hasMessageContaining("nothing runs without a sandbox");
  }

  @Test
  void jobReadsWhatItsHostWrote() {
    var launched =
        new LaunchedJob(
            new JobRequest("p", "i", 7),
            JobConfiguration.from(
                Path.of("/data"),
                Map.of(
                    "CODE_DEVELOPER_SANDBOX", "none",
                    "CODE_DEVELOPER_TASK_TIMEOUT", "600",
                    "CODE_DEVELOPER_REGISTRIES", "npm.example.org",
                    "CODE_DEVELOPER_PRICES", "m = 1, 2",
                    "GITHUB_API_URL", "https://github.example.org")));

    var variables = launched.command(Path.of("/java"), "classes", List.of()).environment();
    var read = LaunchedJob.from(variables);

    assertThat(read.request()).isEqualTo(launched.request());
    assertThat(read.configuration())
        .usingRecursiveComparison()
        .ignoringFields("searchPath", "home")
        .isEqualTo(launched.configuration());
  }
}
