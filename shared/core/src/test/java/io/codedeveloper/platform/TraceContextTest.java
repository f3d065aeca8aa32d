package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void standardHeaderComesFirst() {
    assertThat(
            context(
                Map.of(
                    "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01",
                    "X-Cloud-Trace-Context", "f".repeat(32) + "/1;o=0")))
        .contains(new TraceContext(TRACE, "00f067aa0ba902b7", true));
  }

  @Test
  void googlesHeaderTellsTheSpanAsADecimalNumber() {
    assertThat(context(Map.of("X-Cloud-Trace-Context", TRACE + "/255;o=1")))
        .contains(new TraceContext(TRACE, "00000000000000ff", true));
    assertThat(context(Map.of("X-Cloud-Trace-Context", TRACE + "/18446744073709551615")))
        .contains(new TraceContext(TRACE, "ffffffffffffffff", false));
    assertThat(context(Map.of("X-Cloud-Trace-Context", TRACE)))
        .contains(new TraceContext(TRACE, "0000000000000000", false));
  }

  @Test
  void whatIsMalformedIsAsGoodAsNothing() {
    for (var text : new String[] {"", "x", "0".repeat(32) + "/1", TRACE + "/-1", TRACE + "\n{}"}) {
      assertThat(context(Map.of("X-Cloud-Trace-Context", text))).as(text).isEmpty();
    }
    for (var text : new String[] {"", "00-" + TRACE + "-1-01", "00-" + TRACE + "-\"-01"}) {
      assertThat(context(Map.of("traceparent", text))).as(text).isEmpty();
    }
  }

  @Test
  void contextCountsForTheWorkAndNoLonger() {
    var context = Optional.of(new TraceContext(TRACE, "00f067aa0ba902b7", false));

    assertThat(TraceContext.during(context, TraceContext::current)).isEqualTo(context);
    assertThat(TraceContext.during(Optional.empty(), TraceContext::current)).isEmpty();
    assertThat(TraceContext.current()).isEmpty();
  }

  private static Optional<TraceContext> context(Map<String, String> headers) {
    return TraceContext.of(name -> Optional.ofNullable(headers.get(name)));
  }
}
