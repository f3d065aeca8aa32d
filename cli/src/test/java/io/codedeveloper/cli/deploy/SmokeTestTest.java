package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.cli.api.ScriptedApi;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SmokeTestTest {
  private Duration waited = Duration.ZERO;
  private final SmokeTest smokeTest = new SmokeTest(pause -> waited = waited.plus(pause));

  @Test
  void whatAnswersIsNotWaitedFor() throws IOException {
    try (var api = new ScriptedApi()) {
      api.on("GET /health", 200, "{\"status\":\"healthy\"}");
      smokeTest.check(api.url() + "/health");
    }
    assertThat(waited).isZero();
  }

  @Test
  void whatDoesNotAnswerIsTriedForTwoMinutes() throws IOException {
    try (var api = new ScriptedApi()) {
      api.on("GET /health", 503, "{}");
      assertThatThrownBy(() -> smokeTest.check(api.url() + "/health"))
          .isInstanceOf(UnreachableException.class)
          .hasMessageContaining("status 503")
          .hasMessageContaining(api.url());
    }
    assertThat(waited).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
  }
}
