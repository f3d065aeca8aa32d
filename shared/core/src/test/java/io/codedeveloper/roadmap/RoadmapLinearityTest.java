package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.codedeveloper.testing.FaultRow;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Twice the input costs about twice the work, on the worst inputs that we found.
///
/// Work is counted as bytes allocated by the thread, which unlike time does not depend on what else
/// the machine does.
class RoadmapLinearityTest {
  private static final int SIZE = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @FaultRow("R7")
  @ValueSource(
      strings = {
        "## PRIORITY 1: a\n",
        "## PRIORITY 1: ✅x✅x✅x✅x✅x\n",
        "## US-# : a\n**Status**: 📝 Planned\n**Depends on**: US-1, US-2\n\n",
        "## US-1: a\n**Status**: 📝 Planned\n**Depends on**: US-1, US-2\n\n## US-2: a\n**Depends on**: US-1\n",
        "## PRIORITY 1: a\n**Depends on**: PRIORITY 1-99, 1-99, 1-99\n\n",
        "## a\n### a\n#### a\n##### a\n",
        "## TOP PRIORITY\n### CURRENT PRIORITY\n",
        "- [ ] US-1: depends on US-2\n",
        "- [ ] 1.1 a\n  - [ ] 1.2 b\n    - [x] 1.3 c\n",
        "- [ ] a\n",
        "**Status**: a\n---\n",
        "```\n## PRIORITY 1: a\n```\n",
        "<!--\n",
        "<x\n",
        "[a]: b\n",
        "[a\n",
        "> > > > a\n",
        "\r",
      })
  void repeatedLinesCostTheirLength(String line) {
    assertLinear("", line);
  }

  @ParameterizedTest
  @FaultRow("R7")
  @ValueSource(
      strings = {
        "# |*",
        "# |~~a",
        "## PRIORITY 1: |✅x",
        "## PRIORITY |1.",
        "## PRIORITY 1: a\n**Status**: |✅ x ",
        "## US-1: a\nx|\\a:",
        "## US-1: a\n**Depends on**: |PRIORITY 1-99, ",
        "## TOP PRIORITY\n|A-A-",
        "- [ ] 1. a\n  - depends on: |1, ",
        "- [ ] US-1: |depends on blocked by ",
        "|[",
        "|`",
        "|>",
        "|- ",
        "|<a ",
        "<a| a=\"",
        "|*a _b ",
        "|<x"
      })
  void longLinesCostTheirLength(String startAndPiece) {
    var bar = startAndPiece.indexOf('|');
    assertLinear(startAndPiece.substring(0, bar), startAndPiece.substring(bar + 1));
  }

  @Test
  @FaultRow("R7")
  void fiveMegabytesAreReadWithinTwoSecondsOfWork() {
    var words = "- [ ] Some `words` about **what** is to be done, and how.\n".repeat(30);
    var section = "### PRIORITY %d: Title\n**Status**: 📝 Planned\n\n%s\n";
    var text = new StringBuilder();
    for (var number = 1; text.length() < 5_000_000; number++) {
      text.append(section.formatted(number, words));
    }
    var before = THREADS.getCurrentThreadCpuTime();

    assertThat(Roadmaps.next(Roadmaps.parse(text.toString())))
        .isInstanceOf(NextPriority.Next.class);

    assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before))
        .isLessThan(Duration.ofSeconds(2));
  }

  private static void assertLinear(String start, String piece) {
    cost(start, piece, SIZE / 10);
    var once = cost(start, piece, SIZE);
    var twice = cost(start, piece, 2 * SIZE);
    assertThat((double) twice).as(() -> start + piece).isLessThan(3.0 * once);
  }

  private static long cost(String start, String piece, int size) {
    var text = new StringBuilder(start);
    IntStream.range(0, size / piece.length())
        .forEach(i -> text.append(piece.replace("US-# ", "US-" + i)));
    var before = THREADS.getCurrentThreadAllocatedBytes();
    var roadmap = Roadmaps.parse(text.toString());
    var next = Roadmaps.next(roadmap);
    assertThat(next).isNotNull();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
