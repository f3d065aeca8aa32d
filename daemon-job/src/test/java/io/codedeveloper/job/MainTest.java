package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the job says to settings that it cannot work with.
final class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int run(Map<String, String> environment) {
    return Main.run(
        environment,
        InputStream.nullInputStream(),
        new Voice.Printing(new PrintStream(out, true, StandardCharsets.UTF_8)));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyProblemOfTheJobAndOfItsPlatformIsToldAtOnce() {
    var code =
        run(
            Map.of(
                "PLATFORM", "moon",
                "CODE_DEVELOPER_PROJECT", "demo",
                "CODE_DEVELOPER_FENCE", "first",
                "GITHUB_API_URL", "nowhere",
                "CODE_DEVELOPER_SANDBOX", "none"));
    assertThat(code).isEqualTo(1);
    assertThat(printed())
        .contains("'moon'")
        .contains("CODE_DEVELOPER_ITERATION")
        .contains("CODE_DEVELOPER_FENCE is 'first'")
        .contains("GITHUB_API_URL")
        .contains("nothing runs without a sandbox")
        .doesNotContain("CODE_DEVELOPER_PROJECT");
  }

  @Test
  void whereNothingNamesAPlatformItIsTheCloud() {
    assertThat(run(Map.of())).isEqualTo(1);
    assertThat(printed())
        .contains("GCP_PROJECT_ID is not set", "CODE_DEVELOPER_ITERATION is not set")
        .doesNotContain("CODE_DEVELOPER_DATA");
  }

  @Test
  void childOfAHostNeedsItsDataDirectory() {
    assertThat(run(Map.of("PLATFORM", "local"))).isEqualTo(1);
    assertThat(printed()).contains("CODE_DEVELOPER_DATA", "CODE_DEVELOPER_PROJECT");
  }
}
