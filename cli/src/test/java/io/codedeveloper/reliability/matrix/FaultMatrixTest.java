package io.codedeveloper.reliability.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.reliability.matrix.FaultMatrix.Row;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FaultMatrixTest {
  private static final int ROWS = 125;

  /// Rows whose part exists, and whose test is still to come.
  private static final Set<String> TO_DO =
      Set.of(
          "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "G1", "G2", "G3",
          "G4", "G5", "G7", "G8", "G9", "G10", "G11", "G12", "G13", "G14", "G15", "G16", "M12",
          "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "T1", "T2", "T3",
          "T4", "P2", "P3", "P4", "P10", "P11", "P13", "P14", "P16", "P17", "N1", "X8", "X9",
          "X10");

  private final FaultMatrix matrix = FaultMatrix.in(FaultMatrix.checkout());
  private final ProvenRows proven = ProvenRows.in(FaultMatrix.checkout());

  @Test
  void everyRowIsThereOnce() {
    assertThat(matrix.rows()).extracting(Row::id).doesNotHaveDuplicates().hasSize(ROWS);
    assertThat(matrix.rows())
        .allSatisfy(row -> {
          assertThat(row.fault()).isNotEmpty();
          assertThat(row.outcome()).isNotEmpty();
        });
  }

  @Test
  void everyRowHasATestOrNamesThePartThatIsMissing() {
    assertThat(matrix.rows())
        .filteredOn(row -> !TO_DO.contains(row.id()))
        .filteredOn(row -> !row.isExcused())
        .filteredOn(row -> !proven.tests().containsKey(row.id()))
        .as("rows without a test: annotate one with @FaultRow, or name the missing part")
        .extracting(Row::id)
        .isEmpty();
  }

  @Test
  void noRowHasATestAndAMissingPart() {
    assertThat(matrix.rows())
        .filteredOn(Row::isExcused)
        .filteredOn(row -> proven.tests().containsKey(row.id()))
        .as("rows that are tested although their part is said to be missing")
        .extracting(Row::id)
        .isEmpty();
  }

  @Test
  void everyAnnotationNamesARowAndIsOnATest() {
    var known = matrix.rows().stream().map(Row::id).toList();
    assertThat(proven.tests().keySet()).isSubsetOf(known);
    assertThat(proven.problems()).isEmpty();
  }
}
