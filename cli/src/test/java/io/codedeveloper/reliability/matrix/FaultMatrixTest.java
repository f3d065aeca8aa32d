package io.codedeveloper.reliability.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.reliability.matrix.FaultMatrix.Row;
import org.junit.jupiter.api.Test;

final class FaultMatrixTest {
  private static final int ROWS = 125;

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
