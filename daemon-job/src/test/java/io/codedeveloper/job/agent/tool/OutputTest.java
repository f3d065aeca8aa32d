package io.codedeveloper.job.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputTest {
  private final Output output = new Output(text -> text.replace("s3cr3t", "***"));

  @Test
  void coloursAndControlsAreTakenOut() {
    assertThat(output.clean("\u001b[31mred\u001b[0m \u001b]0;title\u0007x\ty\r\nz"))
        .isEqualTo("red x\ty\nz");
    assertThat(output.clean("a\bb\u202Ec\ud800")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    assertThat(output.clean("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
  }

  @Test
  void secretsAreTakenOutBeforeAnythingIsCut() {
    var half = Output.LONGEST / 2 - 103;

    assertThat(output.clean("x".repeat(half) + "s3cr3t" + "y".repeat(Output.LONGEST)))
        .doesNotContain("s3c");
  }

  @Test
  void aSecretThatIsSplitByAColourIsFound() {
    assertThat(output.clean("s3\u001b[1mcr3t")).isEqualTo("***");
  }

  @Test
  void longTextKeepsHeadAndTail() {
    var clean = output.clean("head" + "x".repeat(1 << 20) + "tail");

    assertThat(clean)
        .hasSizeLessThanOrEqualTo(Output.LONGEST)
        .startsWith("head")
        .endsWith("tail")
        .contains("characters left out");
  }
}
