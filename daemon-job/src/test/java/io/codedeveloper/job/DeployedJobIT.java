package io.codedeveloper.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The job's process as Cloud Run starts it.
final class DeployedJobIT {
  @Test
  void jobTellsAllThatIsWrongWithItsSettingsInOneEntryAndEndsWithOne() throws Exception {
    var process =
        start(
            Map.of(
                "CLOUD_RUN_JOB", "code-developer",
                "CODE_DEVELOPER_PROJECT", "shop",
                "CODE_DEVELOPER_SANDBOX", "none",
                "ANTHROPIC_BASE_URL", "nowhere"));

    var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).as(printed).isEqualTo(1);
    assertThat(printed.lines()).hasSize(1);
    var entry = JsonParser.parseString(printed).getAsJsonObject();
    assertThat(entry.get("severity").getAsString()).isEqualTo("ERROR");
    assertThat(entry.get("message").getAsString())
        .contains("CODE_DEVELOPER_ITERATION is not set", "CODE_DEVELOPER_FENCE is not set")
        .contains("nothing runs without a sandbox", "ANTHROPIC_BASE_URL is 'nowhere'")
        .contains("GCP_PROJECT_ID is not set", "GCS_BUCKET is not set");
    var labels = entry.getAsJsonObject("logging.googleapis.com/labels");
    assertThat(labels.get("project").getAsString()).isEqualTo("shop");
  }

  private static Process start(Map<String, String> variables) throws IOException {
    var builder =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder.start();
  }
}
