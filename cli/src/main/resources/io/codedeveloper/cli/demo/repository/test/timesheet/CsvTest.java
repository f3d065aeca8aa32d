package timesheet;

import java.util.List;

final class CsvTest {
  void splitsAtCommas() {
    Check.equal(List.of("a", "b", "c"), Csv.fields("a,b,c"));
  }

  void keepsEmptyFields() {
    Check.equal(List.of("a", "", ""), Csv.fields("a,,"));
  }
}
