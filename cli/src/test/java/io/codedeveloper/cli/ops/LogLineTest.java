package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LogLineTest {
  private static LogLine line(String time, String message) {
    return new LogLine(time, "error", "daemon", message);
  }

  private static String shape(String message) {
    return line("", message).shape();
  }

  @Test
  void whatDiffersFromTimeToTimeIsLeftOut() {
    assertThat(shape("after 31.5 s at https://host/a?b=1 (503)"))
        .isEqualTo(shape("after 7 s at https://other/ (502)"))
        .isEqualTo("after N s at URL (N)");
    assertThat(shape("iteration 0a1b2c3d4e5f of 'PRIORITY 1' ended\nat line 3"))
        .isEqualTo("iteration ID of '…' ended");
    assertThat(shape("123e4567-e89b-12d3-a456-426614174000 is \"gone\"")).isEqualTo("ID is \"…\"");
    assertThat(shape("out of memory")).isEqualTo("out of memory");
    assertThat(shape("x".repeat(1000))).hasSize(161);
  }

  @Test
  void groupKnowsItsFirstItsLastAndItsNewest() {
    var groups =
        LogGroups.of(
            List.of(
                line("2026-03-02T00:00:00Z", "took 2 s"),
                line("2026-03-03T00:00:00Z", "took 3 s\nmore"),
                line("2026-03-01T00:00:00Z", "took 1 s"),
                line("2026-03-01T00:00:00Z", "another")));
    assertThat(groups.groups())
        .containsExactly(
            new LogGroups.Group(
                "daemon",
                "took N s",
                3,
                "2026-03-01T00:00:00Z",
                "2026-03-03T00:00:00Z",
                "took 3 s"),
            new LogGroups.Group(
                "daemon", "another", 1, "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "another"));
  }

  @Test
  void entriesOfGoogleCloudAreReadWhateverTheyHoldTheirMessageIn() {
    assertThat(ofGoogle("{\"jsonPayload\":{\"message\":\"a\"}}").message()).isEqualTo("a");
    assertThat(ofGoogle("{\"textPayload\":\"b\"}").message()).isEqualTo("b");
    assertThat(ofGoogle("{\"httpRequest\":{\"status\":503}}").message()).contains("503");
    assertThat(ofGoogle("{}").message()).isEqualTo("(an entry without a message)");
    var job = "{\"resource\":{\"type\":\"cloud_run_job\",\"labels\":{\"job_name\":\"j\"}}}";
    assertThat(ofGoogle(job).source()).isEqualTo("j");
    assertThat(ofGoogle("{\"resource\":{\"type\":\"global\"}}").source()).isEqualTo("global");
  }

  private static LogLine ofGoogle(String json) {
    return LogLine.ofGoogle(new JsonView(JsonParser.parseString(json).getAsJsonObject()));
  }
}
