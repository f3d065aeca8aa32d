package io.codedeveloper.cli.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CostPageTest {
  @Test
  void pageSaysWhatTheFormulasSay() throws IOException {
    var page = CostPage.present();
    assertThat(page.text())
        .as("docs/reference/cost.md is not what the code says; write it with: ./dev docs")
        .isEqualTo(page.written().text());
  }
}
