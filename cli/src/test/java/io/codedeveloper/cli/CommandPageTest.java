package io.codedeveloper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CommandPageTest {
  @Test
  void pageSaysWhatTheCommandsTake() throws IOException {
    var page = CommandPage.present();
    assertThat(page.text())
        .as("docs/reference/cli.md is not what the code says; write it with: ./dev docs")
        .isEqualTo(page.withCommands().text());
  }
}
