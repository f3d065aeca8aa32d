package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkedOnTest {
  private static WorkedOn since(String since, int iterations) {
    var one = new JsonObject();
    one.addProperty("updated_at", "2026-03-02T00:00:00Z");
    List<JsonObject> all = Collections.nCopies(iterations, one);
    return WorkedOn.since(all, Instant.parse(since));
  }

  @Test
  void whatWasNotReadIsSaid() {
    assertThat(since("2026-03-01T00:00:00Z", WorkedOn.MOST).cut())
        .singleElement()
        .satisfies(
            one -> assertThat(one.text()).contains("only the newest 1,000 iterations were read"));
  }

  @Test
  void whereEverythingOfTheTimeWasReadNothingIsSaid() {
    assertThat(since("2026-03-01T00:00:00Z", WorkedOn.MOST - 1).cut()).isEmpty();
    assertThat(since("2026-03-03T00:00:00Z", WorkedOn.MOST).cut()).isEmpty();
  }
}
