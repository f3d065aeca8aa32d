package io.codedeveloper.roadmap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.testing.FaultRow;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

class RoadmapParserTest {
  private final RoadmapParser parser = new RoadmapParser();

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirLine() {
    assertThatThrownBy(() -> parser.parse("# R\nPriorité".getBytes(ISO_8859_1), "ROADMAP.md"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("ROADMAP.md is not UTF-8 (line 2)");
  }

  @Test
  void utf16IsNamedAsSuch() {
    for (var charset : new Charset[] {UTF_16, UTF_16LE}) {
      assertThatThrownBy(() -> parser.parse("# R\n".getBytes(charset), "ROADMAP.md"))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("UTF-16");
    }
  }

  @Test
  @FaultRow("R7")
  void binaryFilesAreRefused() {
    assertThatThrownBy(() -> parser.parse(new byte[] {'a', 'b', 0}, "ROADMAP.md"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("not text (byte 2 is zero)");
  }

  @Test
  @FaultRow("R7")
  void aByteOrderMarkAndForeignLineEndingsArePreserved() {
    var text =
        "\uFEFF### PRIORITY 1: A 📝 Planned\r\n\r### PRIORITY 2: B  \r\n**Status**: ✅ Complete";
    var roadmap = parser.parse(text.getBytes(UTF_8), "ROADMAP.md");
    assertThat(roadmap.bytes()).isEqualTo(text.getBytes(UTF_8));
    assertThat(Roadmaps.items(roadmap))
        .containsExactly("1 | PRIORITY 1 | A | planned", "3 | PRIORITY 2 | B | complete");
  }

  @Test
  void aStatusIsNotLookedForPastTheEndOfItsSection() {
    assertThat(
            Roadmaps.only("### PRIORITY 1: A\n\ntext\n\n### Notes\n**Status**: ✅ Complete")
                .status())
        .isEqualTo(PriorityStatus.OTHER);
  }

  @Test
  void theSectionIsGivenToTheAgentAsItStands() {
    var one =
        Roadmaps.only(
            "# R\n\n### PRIORITY 1: A\r\n**Status**: 📝 Planned\r\n\r\n#### Part\r\ntext  \r\n\r\n### Other\n");
    assertThat(one.sectionText())
        .isEqualTo("### PRIORITY 1: A\r\n**Status**: 📝 Planned\r\n\r\n#### Part\r\ntext  ");
  }

  @Test
  void theHashIgnoresTheStatusAndNothingElse() {
    var planned = Roadmaps.only("### US-1: A 📝 Planned\n**Status**: 📝 Planned\ntext");
    assertThat(
            Roadmaps.only("### US-1: A ✅ Complete\r\n**Status**: ✅ Complete  \r\ntext").textHash())
        .isEqualTo(planned.textHash());
    assertThat(Roadmaps.only("### US-1: A 📝 Planned\n**Status**: 📝 Planned\ntext!").textHash())
        .isNotEqualTo(planned.textHash());
    var list = Roadmaps.only("- [ ] 1. A\n  - [ ] 1.1 B\n  - text");
    assertThat(Roadmaps.only("- [-] 1. A\n  - [x] 1.1 B\n  - text").textHash())
        .isEqualTo(list.textHash());
  }

  @Test
  void keysAreIdsOrIdsWithTheHashWhereTheyStandTwice() {
    var roadmap =
        Roadmaps.parse(
            "### PRIORITÉ 1 : A 📝 Planifié\n### US-2: B ✅\n### US-2: C ✅\n### US-2: C ✅");
    assertThat(roadmap.priorities().stream().map(Priority::key))
        .satisfiesExactly(
            key -> assertThat(key).isEqualTo("PRIORITE-1"),
            key -> assertThat(key).matches("US-2@[0-9a-f]{16}"),
            key -> assertThat(key).matches("US-2@[0-9a-f]{16}"),
            key -> assertThat(key).matches("US-2@[0-9a-f]{16}-2"));
    assertThat(roadmap.byKey("PRIORITE-1").orElseThrow().name()).isEqualTo("PRIORITÉ 1");
    assertThat(Roadmaps.only("- [ ] Do it").name()).isEqualTo("“Do it”");
  }

  @Test
  void dependenciesAreReadInEveryForm() {
    var roadmap =
        Roadmaps.parse(
            """
            ### PRIORITY 1: A
            **Status**: 📝 Planned - CRITICAL (Depends on PRIORITY-28, 27)
            ### PRIORITY 27: B
            **Dependencies**:
            - PRIORITY-28 must be complete
            - PRIORITY 1 (see US-3 in the specification)

            Depends on nothing else.
            ### PRIORITY 28: C
            **Dependency**: Requires priorities 1, 27 & 40-42 and ADR-7
            **Blocks**: PRIORITY 99
            ### PRIORITY 40: D
            - **Dependencies**: None (parallel with PRIORITY 41)
            - **Blocked By**: US-3
            ### PRIORITY 41: E
            **Dependency**: Recommended after PRIORITY 1
            #### Phase 1
            **Depends on**: PRIORITY 2
            #### Dependencies
            1. PRIORITY 42
            ### PRIORITY 42: F
            Depends on US-3
            ### US-3: G
            **Blocked by**: ✅ **NONE - ready**
            """);
    assertThat(
            roadmap.priorities().stream()
                .map(one -> one.id() + " " + one.dependsOn() + one.blockedBy()))
        .containsExactly(
            "PRIORITY 1 [PRIORITY 28, PRIORITY 27][]",
            "PRIORITY 27 [PRIORITY 28, PRIORITY 1, US-3][]",
            "PRIORITY 28 [PRIORITY 1, PRIORITY 27, PRIORITY 40, PRIORITY 41, PRIORITY 42][]",
            "PRIORITY 40 [US-3][US-3]",
            "PRIORITY 41 [PRIORITY 42][]",
            "PRIORITY 42 [US-3][]",
            "US-3 [][]");
  }

  @Test
  void rangesAndListsOfNumbersAreSpelledOut() {
    assertThat(dependencies("PRIORITY 1 to 4"))
        .isEqualTo("[PRIORITY 1, PRIORITY 2, PRIORITY 3, PRIORITY 4]");
    assertThat(dependencies("priorities 1 through 3"))
        .isEqualTo("[PRIORITY 1, PRIORITY 2, PRIORITY 3]");
    assertThat(dependencies("priorités 1 à 3")).isEqualTo("[PRIORITY 1, PRIORITY 2, PRIORITY 3]");
    assertThat(dependencies("PRIORITY 1.1–1.3 + 2"))
        .isEqualTo("[PRIORITY 1.1, PRIORITY 1.3, PRIORITY 2]");
    assertThat(dependencies("PRIORITY 1-2.5")).isEqualTo("[PRIORITY 1, PRIORITY 2.5]");
    assertThat(dependencies("PRIORITY 1-9999999999"))
        .startsWith("[PRIORITY 1, PRIORITY 2,")
        .endsWith("PRIORITY 9999999999]");
    assertThat(dependencies("N/A")).isEqualTo("[]");
    assertThat(dependencies("some words, docs/US-7, xUS-8")).isEqualTo("[]");
  }

  @Test
  void tasksDependOnNumbers() {
    var roadmap =
        Roadmaps.parse(
            "- [ ] 1. A\n- [ ] 2. B\n  - Depends on: 1, 1.5 (v2) and 3\n  - [ ] 2.1 C\n    - **Blocked by**: 1\n");
    assertThat(
            roadmap.priorities().stream()
                .map(one -> one.id() + " " + one.dependsOn() + one.blockedBy()))
        .containsExactly("1 [][]", "2 [1, 1.5, 3][]", "2.1 [1][1]");
  }

  @Test
  void headingsOfAnUnknownKindWithoutAnyStatusAreNoPriorities() {
    assertThat(Roadmaps.items(Roadmaps.parse("### UTF-8: text\n### US-1: A ✅\n")))
        .containsExactly("2 | US-1 | A | complete");
    assertThat(
            Roadmaps.items(
                Roadmaps.parse(
                    "### [US-1 broken\n### US-2 (a remark that never ends: B\n### A label: not an id\n")))
        .isEmpty();
  }

  @Test
  void oddFormsAreReadAsTheyAreMeant() {
    assertThat(
            Roadmaps.items(
                Roadmaps.parse(
                    "### **US-1**: **A** `Kind: x` `b`\n### US-2: 📝 Planned\n### US-3 - \n### US-4: A __b__ (later)\n### US-5:\n#### Status\n### US-6: [x]\n### US-7: a `Kind: x`\n")))
        .containsExactly(
            "1 | US-1 | A | other",
            "2 | US-2 |  | planned",
            "3 | US-3 |  | other",
            "4 | US-4 | A b (later) | other",
            "5 | US-5 |  | other",
            "7 | US-6 | [x] | other",
            "8 | US-7 | a | other");
  }

  private static String dependencies(String value) {
    return Roadmaps.only("### PRIORITY 50: A\n**Depends on**: " + value).dependsOn().toString();
  }
}
