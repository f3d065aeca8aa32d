package io.codedeveloper.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.google.JobSize;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloudCostsTest {
  private static final Instant NOW = Instant.parse("2026-03-16T00:00:00Z");

  private static JsonObject iteration(String createdAt, String outcome) {
    return JsonParser.parseString(
            "{\"created_at\":\"%s\",\"outcome\":\"%s\",\"timings_ms\":{\"implement\":600000}}"
                .formatted(createdAt, outcome))
        .getAsJsonObject();
  }

  private static CloudCosts costs(List<JsonObject> iterations) {
    return new CloudCosts(List.of(month("p1", 0, iterations)), JobSize.USUAL, NOW);
  }

  private static ProjectMonth month(String id, double usd, List<JsonObject> iterations) {
    var costs =
        JsonParser.parseString(
                "{\"project\":\"%s\",\"forecast\":{\"spent_usd\":%s,\"month_end_usd\":%s}}"
                    .formatted(id, usd, 2 * usd))
            .getAsJsonObject();
    return ProjectMonth.of(iterations, 3, costs, NOW);
  }

  @Test
  void looksThatFoundNothingAreNoIterations() {
    var nothing = Collections.nCopies(700, iteration("2026-03-02T00:00:00Z", "nothing_to_do"));
    var unknown = Collections.nCopies(700, iteration("2026-03-02T00:00:00Z", "nothing_understood"));

    var idle = costs(List.of()).cloud().monthEnd().total();

    assertThat(costs(nothing).cloud().monthEnd().total()).isCloseTo(idle, within(1e-9));
    assertThat(costs(unknown).cloud().monthEnd().total()).isCloseTo(idle, within(1e-9));
    assertThat(costs(nothing).json().get("iterations").getAsInt()).isZero();
    assertThat(costs(nothing).minutes()).isZero();
  }

  @Test
  void severalProjectsAreAddedUp() {
    var one = month("p1", 1.5, List.of(iteration("2026-03-02T00:00:00Z", "gave_up")));
    var other = month("p2", 2, List.of(iteration("2026-03-03T00:00:00Z", "pull_request")));
    var alone = new CloudCosts(List.of(one), JobSize.USUAL, NOW);
    var both = new CloudCosts(List.of(one, other), JobSize.USUAL, NOW);

    assertThat(both.iterations()).isEqualTo(2);
    assertThat(both.minutes()).isEqualTo(20);
    assertThat(both.modelSoFar()).isEqualTo(3.5);
    assertThat(both.totalMonthEnd()).isEqualTo(both.cloud().monthEnd().total() + 7);
    assertThat(both.cloud().monthEnd().total()).isGreaterThan(alone.cloud().monthEnd().total());
  }

  @Test
  void monthThatWasNotReadToItsBeginningIsSaidToBeCut() {
    var inside = Collections.nCopies(3, iteration("2026-03-02T00:00:00Z", "gave_up"));
    assertThat(costs(inside).json().get("iterations_cut").getAsBoolean()).isTrue();
    assertThat(costs(inside.subList(0, 2)).isCut()).isFalse();
    assertThat(costs(List.of()).isCut()).isFalse();
  }

  @Test
  void iterationsOfTheMonthAreReckonedWithWhateverTheyCameTo() {
    var costs =
        costs(
            List.of(
                iteration("2026-03-02T00:00:00Z", "gave_up"),
                iteration("2026-03-02T00:00:00Z", "pull_request"),
                iteration("2026-02-28T23:59:59Z", "pull_request")));

    assertThat(costs.iterations()).isEqualTo(2);
    assertThat(costs.minutes()).isEqualTo(20);
    assertThat(costs.isCut()).as("the oldest is of the month before").isFalse();
  }
}
