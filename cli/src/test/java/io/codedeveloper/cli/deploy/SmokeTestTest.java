package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.cli.api.ScriptedApi;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SmokeTestTest {
  private ScriptedApi api;
  private Duration waited = Duration.ZERO;
  private final SmokeTest smokeTest = new SmokeTest(pause -> waited = waited.plus(pause));

  @BeforeEach
  void everythingAnswers() throws IOException {
    api = new ScriptedApi();
    api.on("GET /health", 200, "{\"status\":\"healthy\"}");
    api.on("GET /", 200, "{}");
    api.on("GET /files/", 200, "{}");
    api.on("GET /logs/", 200, "{}");
  }

  @AfterEach
  void close() {
    api.close();
  }

  private Outputs outputs(String more) {
    return Outputs.of(
        Optional.of(
            """
            {"base_url":{"value":"%1$s"},%2$s
             "urls":{"value":{"files":"%1$s/files","logs":"%1$s/logs"}}}
            """
                .formatted(api.url(), more)));
  }

  @Test
  void whatAnswersIsNotWaitedFor() {
    smokeTest.check(outputs(""));
    assertThat(waited).isZero();
  }

  @Test
  void everythingThatDoesNotAnswerIsTriedForTwoMinutesAndNamed() {
    api.on("GET /health", 503, "{}");
    api.on("GET /logs/", 404, "{}");

    assertThatThrownBy(() -> smokeTest.check(outputs("")))
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining(api.url() + "/health (status 503), ")
        .hasMessageContaining(api.url() + "/logs/ (status 404) does not")
        .hasMessageNotContaining("/files");
    assertThat(waited).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
  }

  @Test
  void whatAsksForATokenIsAlive() {
    api.on("GET /logs/", 401, "{}");
    assertThatCode(() -> smokeTest.check(outputs(""))).doesNotThrowAnyException();
  }

  @Test
  void healthIsRefusedOnlyWhereTheApiIsNotForEverybody() {
    api.on("GET /health", 403, "Forbidden");

    assertThatThrownBy(() -> smokeTest.check(outputs(""))).hasMessageContaining("status 403");
    assertThatCode(() -> smokeTest.check(outputs("\"public_api\":{\"value\":false},")))
        .doesNotThrowAnyException();
  }
}
