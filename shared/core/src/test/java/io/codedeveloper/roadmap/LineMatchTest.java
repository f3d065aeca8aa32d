package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineMatchTest {
  private static final int PAIRS = 2_000;

  private long looks;

  /// Counts how often a line is looked at.
  private final class Counted extends AbstractList<String> {
    private final List<String> lines;

    Counted(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public String get(int index) {
      looks++;
      return lines.get(index);
    }

    @Override
    public int size() {
      return lines.size();
    }
  }

  /// In what follows a line that was found there is one more that stands only once.
  private static List<String> chain(boolean changed) {
    var lines = new ArrayList<String>();
    for (var n = 1; n <= PAIRS; n++) {
      if (changed) {
        lines.add("new " + n);
      }
      lines.add("line " + (n + 1));
      lines.add("line " + n);
    }
    return lines;
  }

  @Test
  void textsThatAreMadeToBeSlowAreNotLookedThroughAgainAndAgain() {
    var old = chain(false);
    var changed = chain(true);

    var matches = LineMatch.of(new Counted(old), new Counted(changed));

    assertThat(looks).isLessThan(200L * (old.size() + changed.size()));
    var last = -1;
    for (var at = 0; at < matches.length; at++) {
      if (matches[at] >= 0) {
        assertThat(changed.get(matches[at])).isEqualTo(old.get(at));
        assertThat(matches[at]).isGreaterThan(last);
        last = matches[at];
      }
    }
  }
}
