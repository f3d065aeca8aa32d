package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.roadmap.RoadmapMerge.MergeResult.Conflict;
import org.junit.jupiter.api.Test;

class ConflictMarksTest {
  private static String marked(String base, String ours, String theirs) {
    return ((Conflict) RoadmapMerge.merge(base, ours, theirs)).marked();
  }

  @Test
  void textWithoutMarksIsItsOwnSide() {
    assertThat(ConflictMarks.first("a\n=======\n")).isEmpty();
    assertThat(ConflictMarks.ours("a\n=======\n")).isEqualTo("a\n=======\n");
  }

  @Test
  void ourSideOfEveryConflictIsLeft() {
    var both = marked("a\nb\nc\nd\n", "a\nB1\nB2\nc\nD\n", "a\nX\nc\nY\n");
    assertThat(ConflictMarks.first(both)).contains(2);
    assertThat(ConflictMarks.ours(both)).isEqualTo("a\nB1\nB2\nc\nD\n");
    assertThat(ConflictMarks.ours(both.replace("\n", "\r\n")))
        .isEqualTo("a\r\nB1\r\nB2\r\nc\r\nD\r\n");
  }

  @Test
  void underlinedHeadingOfOurSideIsNoMark() {
    var both = marked("a\n", "Title\n=======\nmine\n", "theirs\n");
    assertThat(ConflictMarks.ours(both)).isEqualTo("Title\n=======\nmine\n");
  }

  @Test
  void marksThatTheBaseHasAreNoConflict() {
    var fixture = marked("a", "b", "c");
    assertThat(ConflictMarks.open(fixture, fixture)).isZero();
    assertThat(ConflictMarks.open(fixture, "a")).isEqualTo(3);
    assertThat(ConflictMarks.open("b", fixture)).isZero();
  }

  @Test
  void manyBeginningsAreReadInOnePass() {
    var torn = "<<<<<<< ours\n======= theirs\n".repeat(50_000);
    assertThat(ConflictMarks.ours(torn)).isEqualTo(torn);
  }

  @Test
  void sideThatRemovedEverythingIsEmpty() {
    assertThat(ConflictMarks.ours(marked("a", "", "b"))).isEmpty();
    assertThat(ConflictMarks.ours(marked("a", "b", ""))).isEqualTo("b\n");
  }

  @Test
  void conflictWithoutItsEndStaysAsItIs() {
    var torn = "<<<<<<< ours\na\n======= theirs\nb\n";
    assertThat(ConflictMarks.ours(torn)).isEqualTo(torn);
    assertThat(ConflictMarks.first(torn)).contains(1);
  }
}
