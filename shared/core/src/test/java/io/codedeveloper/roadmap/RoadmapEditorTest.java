package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.roadmap.RoadmapEditor.EditResult;
import io.codedeveloper.testing.FaultRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoadmapEditorTest {
  private final RoadmapEditor editor = new RoadmapEditor(new RoadmapParser());

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "**Status**: 📝 Planned - START HERE; complete; **Status**: ✅ Complete - START HERE",
        "**Status**: 📝 **PLANNED** (2025); complete; **Status**: ✅ **Complete** (2025)",
        "**Status**: 📝 **PLANNED - URGENT**; in_progress; **Status**: 🔄 **In Progress - URGENT**",
        "**Status:** **📝 Planned**; blocked; **Status:** **⏸️ Blocked**",
        "**Status**: ~~📝 Planned~~ 🔄 In Progress; complete; **Status**: ~~📝 Planned~~ ✅ Complete",
        "**Status**: ✅ APPROVED - READY FOR IMPLEMENTATION ⭐; complete; **Status**: ✅ Complete ⭐",
        "**Status**: 📝 Planned (Blocked by US-7); complete; **Status**: ✅ Complete (Blocked by US-7)",
        "Status: planned; manual_review; Status: Manual Review Required",
        "**Statut** : 📝 Planifié; complete; **Statut** : ✅ Terminé",
        "**Status**: 📝; complete; **Status**: ✅",
        "| Status | 📝 Planned |; complete; | Status | ✅ Complete |",
        "**Effort**: 3d | **Status**: 📝 Planned | **Owner**: me; complete; **Effort**: 3d | **Status**: ✅ Complete | **Owner**: me",
      })
  void onlyTheTokenOfTheStatusLineChanges(String line, String wanted, String changed) {
    var before = "# R\r\n\r\n### PRIORITY 1: A 📝 Planned \r\n" + line + "  \r\n\r\ntext";
    assertThat(edit(before, PriorityStatus.ofWire(wanted).orElseThrow()))
        .isEqualTo(before.replace(line, changed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "### PRIORITY 1: A 📝 Planned - Phase 4; complete; ### PRIORITY 1: A ✅ Complete - Phase 4",
        "## 📝 PLANNED: US-020 - A; complete; ## ✅ Complete: US-020 - A",
        "## 📝 READY TO IMPLEMENT: US-020 - A; in_progress; ## 🔄 In Progress: US-020 - A",
        "### ⏸️ PRIORITY 1: A; complete; ### ✅ PRIORITY 1: A",
        "### [ ] PRIORITY 1: A; complete; ### [x] PRIORITY 1: A",
        "### PRIORITY 1: A (Planned); complete; ### PRIORITY 1: A (Complete)",
        "- [ ] **[A-1]** Do it; complete; - [x] **[A-1]** Do it",
        "* [x] 1.1 Do it; planned; * [ ] 1.1 Do it",
        "- [ ] Do it; in_progress; - [/] Do it",
        "- [/] Do it; blocked; - [!] Do it",
      })
  void aStatusInTheHeadingOrCheckboxChangesThere(String line, String wanted, String changed) {
    assertThat(edit("\uFEFF" + line + "\n", PriorityStatus.ofWire(wanted).orElseThrow()))
        .isEqualTo("\uFEFF" + changed + "\n");
  }

  @Test
  void aPriorityWithoutStatusIsLeftAloneAndTheReasonSaysWhatToAdd() {
    assertThat(refusal("### PRIORITY 1: A\n\ntext", PriorityStatus.COMPLETE))
        .contains("PRIORITY 1", "line 1", "**Status**");
  }

  @Test
  void aStatusThatWouldNotBeReadAsItselfIsRefused() {
    assertThat(
            refusal(
                "### PRIORITY 1: A\n**Status**: 📝 Planned (blocked by US-2)",
                PriorityStatus.IN_PROGRESS))
        .contains("would not be read");
    assertThat(refusal("- [ ] Do it", PriorityStatus.MANUAL_REVIEW))
        .contains("cannot say manual_review");
    assertThat(refusal("### PRIORITY 1: A ✅", PriorityStatus.OTHER)).contains("cannot say other");
    assertThat(refusal("### ~~PRIORITY 1: A~~\n**Status**: 📝 Planned", PriorityStatus.COMPLETE))
        .contains("would not");
  }

  @Test
  @FaultRow("R4")
  void aStatusThatSomebodyElseChangedMeanwhileIsNotOverwritten() {
    var expected = Roadmaps.only("### PRIORITY 1: A\n**Status**: 📝 Planned");
    var current = Roadmaps.parse("### PRIORITY 1: A\n**Status**: ⏸️ Blocked");
    assertThat(editor.changeStatus(current, expected, PriorityStatus.COMPLETE))
        .isInstanceOfSatisfying(
            EditResult.Refused.class, it -> assertThat(it.reason()).contains("is blocked by now"));
  }

  @Test
  @FaultRow("R3")
  void aPriorityThatIsGoneIsRefused() {
    var expected = Roadmaps.only("### PRIORITY 1: A 📝 Planned");
    assertThat(editor.changeStatus(Roadmaps.parse("# R\n"), expected, PriorityStatus.COMPLETE))
        .isInstanceOf(EditResult.Refused.class);
  }

  @Test
  @FaultRow("R8")
  void aStatusThatIsThereAlreadyChangesNothing() {
    var roadmap = Roadmaps.parse("### PRIORITY 1: A ✅ Complete");
    assertThat(
            editor.changeStatus(roadmap, roadmap.priorities().getFirst(), PriorityStatus.COMPLETE))
        .isEqualTo(new EditResult.AlreadySo(roadmap));
  }

  @Test
  @FaultRow("R2")
  void aSectionThatChangedMeanwhileGetsItsStatusAndTheResultSaysSo() {
    var expected = Roadmaps.only("### PRIORITY 1: A\n**Status**: 📝 Planned\n\nold");
    var current = Roadmaps.parse("### PRIORITY 1: A\n**Status**: 📝 Planned\n\nnew");
    assertThat(editor.changeStatus(current, expected, PriorityStatus.COMPLETE))
        .isInstanceOfSatisfying(
            EditResult.Changed.class,
            it -> {
              assertThat(it.sectionChanged()).isTrue();
              assertThat(it.line()).isEqualTo(2);
              assertThat(it.roadmap().print())
                  .isEqualTo("### PRIORITY 1: A\n**Status**: ✅ Complete\n\nnew");
            });
  }

  @Test
  void oneOfTwoPrioritiesWithTheSameIdIsChanged() {
    var text = "### US-1: A 📝 Planned\n\n### US-1: B 📝 Planned\n";
    var roadmap = Roadmaps.parse(text);
    var result =
        editor.changeStatus(roadmap, roadmap.priorities().getLast(), PriorityStatus.COMPLETE);
    assertThat(((EditResult.Changed) result).roadmap().print())
        .isEqualTo("### US-1: A 📝 Planned\n\n### US-1: B ✅ Complete\n");
  }

  private String edit(String text, PriorityStatus wanted) {
    var roadmap = Roadmaps.parse(text);
    var result = editor.changeStatus(roadmap, roadmap.priorities().getFirst(), wanted);
    assertThat(result).isInstanceOf(EditResult.Changed.class);
    return ((EditResult.Changed) result).roadmap().print();
  }

  private String refusal(String text, PriorityStatus wanted) {
    var roadmap = Roadmaps.parse(text);
    var result = editor.changeStatus(roadmap, roadmap.priorities().getFirst(), wanted);
    assertThat(result).isInstanceOf(EditResult.Refused.class);
    return ((EditResult.Refused) result).reason();
  }
}
