package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.roadmap.RoadmapMerge.MergeResult.Conflict;
import io.codedeveloper.roadmap.RoadmapMerge.MergeResult.Merged;
import io.codedeveloper.testing.FaultRow;
import io.codedeveloper.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoadmapMergeTest {
  @Test
  void editsInDifferentPlacesAreBothKept() {
    assertThat(RoadmapMerge.merge("a\nb\nc\nd\n", "a\nB\nc\nd\n", "a\nb\nc\nd\ne\r\n"))
        .isEqualTo(new Merged("a\nB\nc\nd\ne\r\n"));
  }

  @Test
  void theSameEditOnBothSidesIsNoConflict() {
    assertThat(RoadmapMerge.merge("a\nb", "a\nB", "a\nB")).isEqualTo(new Merged("a\nB"));
  }

  @Test
  @FaultRow("R10")
  void bothSidesOfAConflictAreKept() {
    assertThat(RoadmapMerge.merge("a\nb\nc\n", "a\nours\nc\n", "a\ntheirs\nc\n"))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.marked())
                  .isEqualTo("a\n<<<<<<< ours\nours\n======= theirs\ntheirs\n>>>>>>> theirs\nc\n");
              assertThat(conflict.places()).hasSize(1);
              assertThat(conflict.places().getFirst().line()).isEqualTo(2);
            });
    assertThat(RoadmapMerge.merge("a", "b", ""))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict ->
                assertThat(conflict.marked())
                    .isEqualTo("<<<<<<< ours\nb\n======= theirs\n>>>>>>> theirs\n"));
  }

  @Test
  @FaultRow("R9")
  void aMergedConflictIsNotUnderstoodAsARoadmap() {
    var marked =
        (Conflict)
            RoadmapMerge.merge(
                "### US-1: A 📝 Planned\n", "### US-1: B 📝 Planned\n", "### US-1: C 📝 Planned\n");
    assertThat(Roadmaps.parse(marked.marked()).isUnderstood()).isFalse();
  }

  @Test
  void aSideThatChangedNothingNeverWins() {
    Seeds.forAll(
        300,
        random -> {
          var base = lines(random);
          var edited = edited(base, random);
          assertThat(RoadmapMerge.merge(text(base), text(edited), text(base)))
              .isEqualTo(new Merged(text(edited)));
          assertThat(RoadmapMerge.merge(text(base), text(base), text(edited)))
              .isEqualTo(new Merged(text(edited)));
          assertThat(RoadmapMerge.merge(text(base), text(edited), text(edited)))
              .isEqualTo(new Merged(text(edited)));
        });
  }

  @Test
  void everyNewLineOfEitherSideIsInTheResult() {
    Seeds.forAll(
        300,
        random -> {
          var base = lines(random);
          var ours = edited(base, random);
          var theirs = edited(base, random);
          var text =
              switch (RoadmapMerge.merge(text(base), text(ours), text(theirs))) {
                case Merged merged -> merged.text();
                case Conflict conflict -> conflict.marked();
              };
          ours.stream()
              .filter(line -> line.startsWith("new"))
              .forEach(line -> assertThat(text).contains(line));
          theirs.stream()
              .filter(line -> line.startsWith("new"))
              .forEach(line -> assertThat(text).contains(line));
        });
  }

  private static List<String> lines(Random random) {
    var lines = new ArrayList<String>();
    for (var i = random.nextInt(30); i > 0; i--) {
      lines.add("line " + random.nextInt(20) + "\n");
    }
    return lines;
  }

  private static List<String> edited(List<String> base, Random random) {
    var lines = new ArrayList<>(base);
    for (var i = random.nextInt(5); i > 0; i--) {
      var at = random.nextInt(lines.size() + 1);
      if (random.nextBoolean() || at == lines.size()) {
        lines.add(at, "new " + random.nextInt(1_000_000) + "\n");
      } else {
        lines.remove(at);
      }
    }
    return lines;
  }

  private static String text(List<String> lines) {
    return String.join("", lines);
  }
}
