package io.codedeveloper.reliability.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.reliability.matrix.FaultMatrix;
import io.codedeveloper.reliability.matrix.FaultMatrix.Row;
import io.codedeveloper.reliability.matrix.ProvenRows;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ReportTest {
  private static final String CLEAN =
      """
      {"seeds": 10, "violatedSeeds": 0, "virtualHours": 3, "faults": 2,
       "violationsByInvariant": {}, "checksByInvariant": {"I1": 7}, "repairs": {"leases": 2},
       "outcomes": {}, "faultKinds": ["crash", "delay"],
       "faultsByStep": {"push": {"crash": 2, "delay": 0}}, "mutants": {"no fence": 4}}
      """;
  private static final String KILLS =
      """
      {"runs": 3, "violations": 0, "kills": {"job while the job pushes": 2}}
      """;
  private static final Row TESTED = new Row("L1", "Lease", "f", "o", "");
  private static final Row EXCUSED = new Row("N3", "Telling", "f", "o", "webhooks");
  private static final Row OPEN = new Row("X7", "Stop", "f", "o", "");

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static Report report(String simulation, String kills, Row... rows) {
    SortedMap<String, SortedSet<String>> tests = new TreeMap<>();
    tests.put("L1", new TreeSet<>(List.of("LeasesTest.one")));
    return new Report(
        "abc",
        json(simulation),
        json(kills),
        new FaultMatrix(List.of(rows)),
        new ProvenRows(tests, List.of()));
  }

  @Test
  void cleanResultSaysSoAndShowsEverything() {
    var report = report(CLEAN, KILLS, TESTED, EXCUSED);
    assertThat(report.problems()).isEmpty();
    assertThat(report.numbers()).last().isEqualTo("result: clean");
    assertThat(report.page())
        .contains("commit `abc`")
        .contains("| push | 2 |  |")
        .contains("| I1 | 7 | 0 |")
        .contains("| no fence | 4 |")
        .contains("| job while the job pushes | 2 |")
        .contains("| L1 | `LeasesTest.one` |")
        .contains("| N3 | missing: webhooks |");
  }

  @Test
  void everyKindOfProblemIsNamed() {
    assertThat(report(CLEAN.replace("Seeds\": 0", "Seeds\": 1"), KILLS, TESTED).problems())
        .containsExactly("the simulation found violations");
    assertThat(report(CLEAN.replace("\"no fence\": 4", "\"no fence\": 0"), KILLS).problems())
        .containsExactly("mutants survived or were not tried");
    assertThat(report(CLEAN, KILLS.replace("violations\": 0", "violations\": 2")).problems())
        .containsExactly("kill runs found violations");
    assertThat(report(CLEAN, KILLS, TESTED, OPEN).problems())
        .containsExactly("rows of the matrix have no test: X7");
  }
}
