package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "📝 Planned; planned",
        "📝 **PLANNED** (2025-10-10 - ready to implement); planned",
        "📝; planned",
        "Planned; planned",
        "TODO; planned",
        "To do; planned",
        "Not started; planned",
        "❌ Not started; planned",
        "ready; planned",
        "READY FOR IMPLEMENTATION ⭐⭐⭐; planned",
        "✅ READY FOR IMPLEMENTATION - HIGHEST PRIORITY; planned",
        "✅ APPROVED - READY FOR IMPLEMENTATION ⭐; planned",
        "📝 Planned - CRITICAL (Depends on PRIORITY-28); planned",
        "📝 PLANNED - 🚨 CRITICAL BLOCKING PRIORITY; planned",
        "📝 Complete documentation created; planned",
        "📝 Planned (no longer blocked); planned",
        "📝 Planifié; planned",
        "À faire; planned",
        "Pas commencé; planned",
        "✅ Complete; complete",
        "✅ **MVP COMPLETE** (100%); complete",
        "✅ **100% COMPLETE** - Option A; complete",
        "✅; complete",
        "✅ Complete (as planned); complete",
        "✅ Complete (was blocked by US-7); complete",
        "~~📝 Planned~~ ✅ Complete; complete",
        "~~📝 Planned ✅ Complete; planned",
        "📝 Completed; complete",
        "DONE 2025-01-01; complete",
        "Terminée; complete",
        "Planned → ✅ Complete; complete",
        "Complete → somewhere else; complete",
        "✔️ done; complete",
        "PHASE 0 - ✅ Complete; complete",
        "🔄 **MOSTLY COMPLETE** (core done); in_progress",
        "✅ Partially Complete - needs tests; in_progress",
        "90% complete; in_progress",
        "Presque terminé; in_progress",
        "🔄 **MVP PHASE 1 IN PROGRESS** (basic); in_progress",
        "🔄 Phase 2; in_progress",
        "🔄; in_progress",
        "in_progress; in_progress",
        "In-Progress; in_progress",
        "WIP; in_progress",
        "En cours; in_progress",
        "🚧 In Progress; in_progress",
        "📝 In progress; in_progress",
        "Phase 1 complete, phase 2 in progress; in_progress",
        "🔄 Planned; in_progress",
        "📝 Planned → 🔄 In Progress; in_progress",
        "🧪 Ready for user testing; in_progress",
        "⏸️ Blocked; blocked",
        "⏸️ Blocked - unplanned outage; blocked",
        "⏸️ Deferred until US-006; blocked",
        "📝 Planned (Blocked by PRIORITY 3); blocked",
        "🔄 In progress, blocked on review; blocked",
        "🔄 Blocked; blocked",
        "⛔; blocked",
        "On hold; blocked",
        "Planifié (bloqué par US-2); blocked",
        "🚧 Manual Review Required (was 📝 Planned); manual_review",
        "🚧 waits for you; manual_review",
        "Needs review; manual_review",
        "📝 Backlog; other",
        "✅ Assigned to PRIORITY 6.5; other",
        "🚨 Critical - Blocking daemon operation; other",
        "Unplanned; other",
        "Not complete; other",
        "To be completed; other",
        "Abandonné; other",
        "🔄 Abandoned; other",
        "⭐⭐⭐; other",
        "🎉 something; other",
        "Planned -> in progress; in_progress",
        "Planned => blocked; blocked",
        "Planned ➡ Done; complete",
        "To do ⇒ Complete; complete",
        "Complete-ish; complete",
        "Planned, then blocked; blocked",
        "Planned. Blocked!; blocked",
        "No longer blocked; other",
        "In Progress — was planned; in_progress",
        "Planned [blocked]; blocked",
        "réalisé; complete",
        "5% complete; in_progress",
        "Planned then done; planned",
        "✔ MVP shipped last week by us; complete",
        "- Complete; complete",
        "Complete -; complete",
      })
  void readsTheStatus(String text, String wire) {
    assertThat(StatusReader.read(text, 0, text.length()).map(reading -> reading.status().wire()))
        .contains(wire);
  }

  @ParameterizedTest
  @CsvSource({"''", "'   '"})
  void readsNothingWhereNothingIsWritten(String text) {
    assertThat(StatusReader.read(text, 0, text.length())).isEmpty();
  }
}
