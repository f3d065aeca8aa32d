package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.testing.FaultRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoadmapProblemsTest {
  @Test
  void headingsThatMissTheFormAreReportedWithTheirLines() {
    assertThat(
            problems(
                """
                ### PRIORITY: no number
                ### PRIORITY ABC: no digits
                ### PRIORITY -1: negative
                ### PRIORITY 1 without colon
                ### 🔴 PRIORITY 3
                ###PRIORITY 4: glued
                ## Priority order
                ## PRIORITIES
                """))
        .satisfiesExactly(
            it -> assertThat(it).startsWith("1: no priorities were found"),
            it -> assertThat(it).startsWith("1: “PRIORITY: no number”"),
            it -> assertThat(it).startsWith("2: “PRIORITY ABC"),
            it -> assertThat(it).startsWith("3: “PRIORITY -1"),
            it -> assertThat(it).startsWith("4: “PRIORITY 1 without"),
            it -> assertThat(it).startsWith("5: “PRIORITY 3”"),
            it -> assertThat(it).startsWith("6: “###PRIORITY 4: glued” is not a heading"));
  }

  @Test
  void anUnclosedFenceIsReportedWithWhatItHides() {
    assertThat(problems("### US-1: A ✅\n\n```python\n# x\n### US-2: B 📝 Planned\n"))
        .containsExactly(
            "3: the code fence opened here is never closed and hides the 2 lines after it, with the heading of a priority");
  }

  @Test
  void anUnclosedCommentIsReported() {
    assertThat(problems("### US-1: A ✅\n\n<!-- draft\n### US-2: B 📝 Planned\n"))
        .singleElement()
        .asString()
        .startsWith("3: the HTML comment opened here is never closed");
    assertThat(problems("### US-1: A ✅\n\n<pre>\n### US-2: B 📝 Planned\n"))
        .singleElement()
        .asString()
        .startsWith("3: the HTML element <pre>");
    assertThat(problems("### US-1: A ✅\n\n<div>\n\n<!-- a -->\n")).isEmpty();
  }

  @Test
  void anExampleThatHidesPrioritiesWithStatusesIsReported() {
    assertThat(
            problems(
                "### US-1: A ✅\n```markdown\n### US-2: B\n**Status**: 📝 Planned\n```\n```java\n## US-3: x\nStatus: y\n```"))
        .containsExactly("2: the code fence from here to line 5 hides the heading of a priority");
  }

  @Test
  void statusesThatAreMissingOrNotUnderstoodAreReported() {
    assertThat(
            problems(
                "### US-1: A\n### US-2: B\n**Status**: 🚨 Critical\n### ~~US-3: C~~\n### US-4: D 📝 Backlog"))
        .containsExactly(
            "1: US-1 has no status, so it is never started",
            "2: the status of US-2 is not understood: “🚨 Critical”");
  }

  @Test
  @FaultRow({"R6", "R11"})
  void duplicatesAndDependenciesThatCannotBeMetAreReported() {
    assertThat(
            problems(
                """
                ### US-1: A 📝 Planned
                **Depends on**: US-2, US-99
                ### US-2: B 📝 Planned
                **Depends on**: US-3
                ### US-3: C 📝 Planned
                **Depends on**: US-1
                ### US-03: D ✅ Complete
                ### US-4: E 📝 Planned
                **Depends on**: US-4
                ### US-5: F ✅ Complete
                ### US-6: G ⏸️ Blocked
                **Blocked by**: US-5
                """))
        .containsExactly(
            "1: US-1 depends on US-99, which is not in the roadmap",
            "1: these wait for each other: US-1 → US-2 → US-3 → US-1",
            "7: US-03 stands twice: first in line 5",
            "8: US-4 depends on itself",
            "11: US-6 is blocked, but all it depends on is complete");
  }

  @Test
  void longCyclesAreShortened() {
    var text = new StringBuilder();
    for (var i = 0; i < 20; i++) {
      text.append("### US-%d: A 📝 Planned\n**Depends on**: US-%d\n".formatted(i, (i + 1) % 20));
    }
    assertThat(problems(text.toString()))
        .containsExactly(
            "1: these wait for each other: US-0 → US-1 → US-2 → US-3 → US-4 → US-5 → … → US-0");
  }

  @Test
  void filesThatAreNoRoadmapSaySo() {
    assertThat(problems("")).containsExactly("1: the roadmap is empty");
    assertThat(problems("\uFEFF \n")).containsExactly("1: the roadmap is empty");
    assertThat(problems("../docs/ROADMAP.md")).singleElement().asString().contains("symbolic link");
    assertThat(problems("version https://git-lfs.github.com/spec/v1\noid sha256:1\n"))
        .singleElement()
        .asString()
        .contains("Git LFS");
    assertThat(problems("# Notes\n\ntext\n")).containsExactly("1: no priorities were found");
  }

  @Test
  @FaultRow("R9")
  void mergeConflictsAreReported() {
    assertThat(problems("### US-1: A ✅\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"))
        .containsExactly("2: a merge conflict was left in the file");
  }

  @Test
  void linesAreCountedFromOne() {
    assertThatThrownBy(() -> new RoadmapProblem(0, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> problems(String text) {
    return Roadmaps.problems(Roadmaps.parse(text));
  }
}
