package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "E[31mredE[0m,red",
        "E]0;titleBx,x",
        "E]8;;http://aE\\linkE]8;;E\\,link",
        "E]never ends,never ends",
        "E]cut E[1mx,x",
        "E(Bx,x",
        "E=x,x",
        "E,\"\"",
        "xE[,x",
        "E[12;3,\"\"",
        "aE[é,aé"
      })
  void terminalSequencesAreRemoved(String raw, String readable) {
    String sequence = raw.replace('E', '\u001b').replace('B', '\u0007');

    assertThat(OutputText.readable(sequence)).isEqualTo(readable.replace("B", ""));
  }

  @Test
  void controlCharactersAndReorderingAreReplaced() {
    assertThat(OutputText.readable("a\0b\u0085c\u007fd\u202ee\u2066f\tg\nh"))
        .isEqualTo("a�b�c�d�e�f\tg\nh");
  }

  @Test
  void lineEndsBecomeNewlines() {
    assertThat(OutputText.readable("a\r\nb\rc\r")).isEqualTo("a\nb\nc\n");
  }

  @Test
  void captureKeepsHeadAndTailHoweverTheBytesCome() {
    for (int piece : new int[] {1, 3, 7, 10, 64}) {
      OutputCapture capture = new OutputCapture(20);
      byte[] bytes = "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
      for (int at = 0; at < bytes.length; at += piece) {
        int length = Math.min(piece, bytes.length - at);
        byte[] part = new byte[length];
        System.arraycopy(bytes, at, part, 0, length);
        capture.write(part, length);
      }

      assertThat(capture.text())
          .as("pieces of " + piece)
          .isEqualTo("0123456789\n[… 16 bytes left out …]\nqrstuvwxyz");
      assertThat(capture.omitted()).isEqualTo(16);
    }
  }

  @Test
  void nothingIsCutWhereTheLimitIsNotPassed() {
    OutputCapture capture = new OutputCapture(8);
    byte[] bytes = "aääb€".getBytes(StandardCharsets.UTF_8);
    capture.write(bytes, 8);

    assertThat(capture.text()).isEqualTo("aääb�");
    assertThat(capture.omitted()).isZero();
  }
}
