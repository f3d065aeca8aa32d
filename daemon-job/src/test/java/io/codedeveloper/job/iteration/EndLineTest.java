package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.LogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an execution ended can be counted in the log.
final class EndLineTest {
  private static final Iteration BEFORE =
      new Iteration("i-1", Fields.empty()).charged(new Usage(1_000, 200, 0, 0, 0), Usd.of("0.25"));

  private static final Iteration AFTER =
      BEFORE
          .charged(new Usage(10_000, 2_000, 300, 40, 5), Usd.of("1.5"))
          .with("outcome", "pull_request");

  @Test
  void lineSaysWhatThisExecutionUsed() {
    assertThat(EndLine.of(BEFORE, AFTER, Duration.ofMillis(812_345)))
        .isEqualTo("iteration ended: outcome=pull_request seconds=812 tokens=12345 usd=1.500000");
  }

  @Test
  void monitoringUnderstandsTheLine() throws IOException {
    var line = EndLine.of(BEFORE, AFTER, Duration.ofSeconds(812));
    Map<String, List<String>> found = new LinkedHashMap<>();
    for (var element :
        JsonParser.parseString(Files.readString(Path.of("../terraform/log-metrics.json")))
            .getAsJsonArray()) {
      var metric = element.getAsJsonObject();
      if (line.startsWith(metric.get("line").getAsString())) {
        found.put(metric.get("name").getAsString(), read(metric, line));
      }
    }
    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "code_developer_iterations", List.of("pull_request"),
                "code_developer_iteration_seconds", List.of("812"),
                "code_developer_tokens", List.of("12345"),
                "code_developer_dollars", List.of("1.500000")));
  }

  /// What a metric takes from a line: its value and labels.
  private static List<String> read(JsonObject metric, String line) {
    var patterns = new ArrayList<String>();
    if (metric.has("value")) {
      patterns.add(metric.get("value").getAsString());
    }
    if (metric.has("labels")) {
      metric
          .getAsJsonObject("labels")
          .asMap()
          .values()
          .forEach(one -> patterns.add(one.getAsString()));
    }
    return patterns.stream()
        .map(pattern -> Pattern.compile(pattern).matcher(line))
        .map(matcher -> matcher.find() ? matcher.group(1) : "nothing")
        .toList();
  }

  @Test
  void executionEndsWithTheLine(@TempDir Path directory) {
    try (var harness =
        new Harness(directory)
            .withRoadmap("# Roadmap\n\n### PRIORITY 1: Rest\n**Status**: ✅ Complete\n")) {
      var ended = harness.run();

      assertThat(
              harness
                  .services
                  .platform()
                  .logs()
                  .tail(
                      Harness.PROJECT.value(),
                      Optional.of(ended.id()),
                      LogStore.Severity.INFO,
                      100))
          .extracting(LogStore.Entry::message)
          .satisfies(messages -> {
            assertThat(messages.get(messages.size() - 2))
                .isEqualTo(ended.outcomeMessage().orElseThrow());
            assertThat(messages.getLast())
                .matches(
                    "iteration ended: outcome=nothing_to_do seconds=[0-9]+ tokens=0 usd=0\\.000000");
          });
    }
  }
}
