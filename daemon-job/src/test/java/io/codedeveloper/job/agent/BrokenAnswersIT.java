package io.codedeveloper.job.agent;

import static io.codedeveloper.job.agent.Bench.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that break off, stop coming, never end, or do not say what they took.
final class BrokenAnswersIT {
  @TempDir Path workTree;

  /// An answer with a call, which says nothing of what it took.
  private static final String LISTING =
      """
      {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"x","content":[],"usage":{}}}
      {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"list_files","input":{}}}
      {"type":"content_block_stop","index":0}
      {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{}}
      {"type":"message_stop"}
      """;

  private static Fault stream(String events) {
    var body =
        events
            .lines()
            .map(line ->
                "event: %s\ndata: %s\n\n"
                    .formatted(line.replaceAll("^.\"type\":\"(\\w+)\".*", "$1"), line))
            .collect(Collectors.joining());
    return new Fault.Answer(200, Map.of("content-type", "text/event-stream"), body);
  }

  /// An answer whose text is as long as that, in pieces of this size.
  private static Fault endless(int length, int piece) {
    var delta =
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"%s\"}}\n"
            .formatted(" ".repeat(piece));
    var lines = LISTING.lines().toList();
    return stream(
        String.join("\n", lines.subList(0, 2))
            + "\n"
            + delta.repeat(length / piece)
            + String.join("\n", lines.subList(2, lines.size())));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 4_000_000})
  @FaultRow("M5")
  void anAnswerLongerThanAnyThatWasAskedForIsNotReadToItsEnd(int piece) {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(1, endless(8_000_000, piece));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.session.progress)
          .anyMatch(line -> line.contains("longer than 3024 KiB") && line.contains("waiting"));
      assertThat(bench.session.charges.getFirst().settled).isFalse();
      assertThat(bench.server.requests()).hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  @FaultRow("M5")
  void aCutStreamStaysChargedAndTheNextAttemptIsReservedAnew(int afterEvents) {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(1, new Fault.Cut(afterEvents));

      assertThat(bench.work()).isEqualTo(DONE);
      var lost = bench.session.charges.getFirst();
      assertThat(bench.session.charges).hasSize(3);
      assertThat(lost.settled).isFalse();
      assertThat(lost.charged).isEqualTo(lost.reserved);
      assertThat(Conversation.of(bench.session.transcript).spent()).isEqualTo(bench.spent());
    }
  }

  @Test
  @FaultRow("M5")
  void aSilentServiceIsGivenUpAndAskedAgain() {
    try (var bench = new Bench(workTree)) {
      bench.silence = Duration.ofMillis(200);
      bench.server.failing(1, new Fault.Silence(2));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.session.charges.getFirst().settled).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"overloaded_error", "api_error", "rate_limit_error", "timeout_error"})
  void anErrorInsideTheStreamIsTriedAgain(String type) {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(1, new Fault.ErrorEvent(3, type, "in the middle"));

      assertThat(bench.work()).isEqualTo(DONE);
      assertThat(bench.server.requests()).hasSize(3);
    }
  }

  @Test
  @FaultRow("M5")
  void anAnswerThatDoesNotSayWhatItTookStaysChargedAtItsWorst() {
    try (var bench = new Bench(workTree)) {
      bench.server.failing(1, stream(LISTING));

      assertThat(bench.work()).isEqualTo(DONE);
      var unknown = bench.session.charges.getFirst();
      assertThat(unknown.settled).isFalse();
      assertThat(unknown.charged).isEqualTo(unknown.reserved);
      assertThat(Conversation.of(bench.session.transcript).spent()).isEqualTo(bench.spent());
    }
  }
}
