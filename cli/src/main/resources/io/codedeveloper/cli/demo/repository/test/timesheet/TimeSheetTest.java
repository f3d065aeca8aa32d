package timesheet;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

final class TimeSheetTest {
  private static final String SHEET =
      """
      2026-03-02,Ada,Design,90
      2026-03-02,Grace,Compiler,240

      2026-03-03,Ada,Design,30
      """;

  void readsEntries() {
    Check.equal(
        new Entry(LocalDate.of(2026, 3, 2), "Ada", "Design", Duration.ofMinutes(90)),
        TimeSheet.read(SHEET).getFirst());
  }

  void skipsEmptyLines() {
    Check.equal(3, TimeSheet.read(SHEET).size());
  }

  void namesTheLineThatIsWrong() {
    Check.refuses("line 2", () -> TimeSheet.read("2026-03-02,Ada,Design,90\n2026-03-02,Ada\n"));
  }

  void addsUpByPerson() {
    Check.equal(
        Map.of("Ada", Duration.ofHours(2), "Grace", Duration.ofHours(4)),
        TimeSheet.totals(TimeSheet.read(SHEET)));
  }

  void sheetWithoutEntriesIsEmpty() {
    Check.equal(List.of(), TimeSheet.read("\n\n"));
  }
}
