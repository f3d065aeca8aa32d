package io.codedeveloper.reliability.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VerdictTest {
  private static List<Sample> samples(String name, IntToLongFunction value) {
    return IntStream.range(0, 50)
        .mapToObj(at -> new Sample(Map.of(Sample.DONE, (long) at, name, value.applyAsLong(at))))
        .toList();
  }

  @Test
  void whatStaysIsFlat() {
    assertThat(Verdict.problems(samples(Sample.HANDLES, at -> 40 + at % 5))).isEmpty();
  }

  @Test
  void oneHandleLeakedEveryFewPrioritiesIsSeen() {
    assertThat(Verdict.problems(samples(Sample.HANDLES, at -> 40 + at / 3)))
        .containsExactly("handles grew from 45.0 to 55.0");
  }

  @Test
  void historyMayGrowSteadilyButNotFaster() {
    assertThat(Verdict.problems(samples(Sample.ROWS, at -> 30L * at))).isEmpty();
    assertThat(Verdict.problems(samples(Sample.ROWS, at -> (long) at * at))).hasSize(1);
  }

  @Test
  void tooFewSamplesProveNothing() {
    assertThat(Verdict.problems(samples(Sample.HEAP, at -> 1).subList(0, 4))).hasSize(1);
  }
}
