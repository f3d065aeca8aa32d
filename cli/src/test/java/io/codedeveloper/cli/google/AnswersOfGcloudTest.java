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
                "{\"name\":\"projects/a/locations/l/jobs/sweep-p1\",\"state\":\"PAUSED\",\"lastAttemptTime\":\"2026-03-01T12:00:00Z\",\"status\":{\"code\":13},%s}"
                    .formatted(publishing("io.codedeveloper.tick", "sweep"))));
    assertThat(tick)
        .isEqualTo(
            new Tick(
                "sweep-p1",
                "PAUSED",
                Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
                13,
                Optional.of("p1"),
                "sweep"));
    assertThat(tick.isOurs()).isTrue();
    assertThat(tick.swept()).contains("p1");
  }

  private static String publishing(String type, String schedule) {
    return "\"pubsubTarget\":{\"topicName\":\"projects/a/topics/ticks\",\"attributes\":{\"ce-type\":\"%s\",\"ce-project\":\"p1\",\"ce-schedule\":\"%s\"}}"
        .formatted(type, schedule);
  }

  @Test
  void tickIsKnownByWhatItPublishesNotByItsName() {
    var named = Tick.of(view("{\"name\":\"a/b/jobs/sweep-x\",\"httpTarget\":{}}"));
    assertThat(named.isOurs()).isFalse();
    assertThat(named.swept()).isEmpty();
    assertThat(tick("nightly-report", "acme.report", "sweep").isOurs()).isFalse();
    assertThat(tick("at-noon", "io.codedeveloper.tick", "work").isOurs()).isTrue();
    assertThat(tick("at-noon", "io.codedeveloper.tick", "work").swept()).isEmpty();
  }

  private static Tick tick(String name, String type, String schedule) {
    return Tick.of(
        view("{\"name\":\"a/b/jobs/%s\",%s}".formatted(name, publishing(type, schedule))));
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
