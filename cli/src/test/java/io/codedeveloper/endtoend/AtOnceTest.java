package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.cli.up.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

final class AtOnceTest {
  private static final Callable<String> IN_VAIN =
      () -> {
        Waiting.until("what never comes", () -> false);
        return "it came";
      };
  private static final Callable<String> FAILING =
      () -> {
        throw new IllegalStateException("no such thing");
      };

  @Test
  void failureOfEitherEndsTheOther() {
    assertThatThrownBy(() -> AtOnce.run(IN_VAIN, FAILING, (one, other) -> {}))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("no such thing");
    assertThatThrownBy(() -> AtOnce.run(FAILING, IN_VAIN, (one, other) -> {}))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("no such thing");
  }

  @Test
  void resultsAreInTheOrderOfTheWorks() {
    var results = new ArrayList<String>();
    AtOnce.run(() -> "one", () -> "other", (one, other) -> results.addAll(List.of(one, other)));
    assertThat(results).containsExactly("one", "other");
  }
}
