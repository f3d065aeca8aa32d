package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SheetTest {
  @Test
  void whatLooksLikeATokenIsNotShown() {
    var sheet = new Sheet("errors", "newest", "times");
    sheet.row("refused ghp_0123456789abcdefghijABCDEFGHIJ012345", 3);
    assertThat(sheet.json().toString()).contains("refused ", "3").doesNotContain("ghp_0123");
  }
}
