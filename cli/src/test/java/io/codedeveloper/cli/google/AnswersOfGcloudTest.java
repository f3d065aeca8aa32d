package io.codedeveloper.cli.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What gcloud prints, taken apart.
final class AnswersOfGcloudTest {
  private static JsonView view(String json) {
    return new JsonView(JsonParser.parseString(json).getAsJsonObject());
  }

  private static Execution.State state(String status) {
    return Execution.of(view("{\"metadata\":{\"name\":\"e1\"},\"status\":" + status + "}")).state();
  }

  @Test
  void executionIsWhatItsLastConditionSays() {
    assertThat(state("{\"conditions\":[{\"type\":\"Completed\",\"status\":\"True\"}]}"))
        .isEqualTo(Execution.State.SUCCEEDED);
    assertThat(state("{\"conditions\":[{\"type\":\"Completed\",\"status\":\"False\"}]}"))
        .isEqualTo(Execution.State.FAILED);
    assertThat(
            state(
                "{\"cancelledCount\":1,\"conditions\":[{\"type\":\"Completed\",\"status\":\"False\"}]}"))
        .isEqualTo(Execution.State.CANCELLED);
    assertThat(state("{\"conditions\":[{\"type\":\"Started\",\"status\":\"True\"}]}"))
        .isEqualTo(Execution.State.RUNNING);
    assertThat(state("{}")).isEqualTo(Execution.State.RUNNING);
  }

  @Test
  void tickKeepsItsShortNameAndHowItEnded() {
    var tick =
        Tick.of(
            view(
                "{\"name\":\"projects/a/locations/l/jobs/sweep-p1\",\"state\":\"PAUSED\",\"lastAttemptTime\":\"2026-03-01T12:00:00Z\",\"status\":{\"code\":13}}"));
    assertThat(tick)
        .isEqualTo(
            new Tick("sweep-p1", "PAUSED", Optional.of(Instant.parse("2026-03-01T12:00:00Z")), 13));
    assertThat(tick.isOurs()).isTrue();
    assertThat(Tick.of(view("{\"name\":\"a/b/jobs/backup\"}")).isOurs()).isFalse();
  }

  @Test
  void sizeOfTheJobIsReadInEveryUnit() {
    assertThat(JobSize.of(job("\"500m\"", "\"512Mi\"")))
        .isEqualTo(new JobSize("host/a/b/job:v1", 0.5, 0.5));
    assertThat(JobSize.of(job("2", "\"4Gi\"")))
        .isEqualTo(new JobSize("host/a/b/job:v1", 2, 4))
        .extracting(JobSize::version)
        .isEqualTo("job:v1");
    assertThat(JobSize.of(view("{}"))).isEqualTo(new JobSize("", 1, 0.5));
  }

  private static JsonView job(String cpu, String memory) {
    return view(
        "{\"spec\":{\"template\":{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"image\":\"host/a/b/job:v1\",\"resources\":{\"limits\":{\"cpu\":%s,\"memory\":%s}}}]}}}}}}"
            .formatted(cpu, memory));
  }
}
