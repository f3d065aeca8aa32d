package io.codedeveloper.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final String HOSTILE = "a\u001b[2Jb\u202Ec\u0007d\u009be\u2066f\u200bg\uD800h";
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Console console(Look look) {
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new Console(stream, stream, look);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void textOfOthersCannotSteerTheTerminal() {
    console(new Look(true, true, 80)).line(Line.of(HOSTILE).bold(HOSTILE));
    assertThat(printed().replace("\u001b[1m", "").replace("\u001b[0m", ""))
        .isEqualTo("a�[2Jb�c�d�e�f�g�h".repeat(2) + System.lineSeparator());
  }

  @Test
  void jsonEscapesWhatCouldSteerTheTerminal() {
    console(Look.PIPE).json(Map.of("text", HOSTILE));
    assertThat(printed()).doesNotContain("\u202E", "\u009b", "\u001b", "\u0007");
    var text = JsonParser.parseString(printed()).getAsJsonObject().get("text").getAsString();
    assertThat(text).isEqualTo(HOSTILE);
  }

  @Test
  void emojiStayWhole() {
    console(Look.PIPE).line("👩‍💻 ✅ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é");
    assertThat(printed().strip()).isEqualTo("👩‍💻 ✅ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é");
  }

  @Test
  void pipeGetsNoEscapeSequence() {
    console(Look.PIPE).line(Line.of(Style.RED, "red"));
    assertThat(printed()).isEqualTo("red" + System.lineSeparator());
  }

  @Test
  void lineBreakInsideOfALineBecomesABlank() {
    console(Look.PIPE).line("one\r\ntwo");
    assertThat(printed().strip()).isEqualTo("one two");
  }

  @Test
  void tableAlignsWideCharacters() {
    new Table("ID", "TITLE")
        .row(Line.of("✅"), Line.of("done"))
        .row(Line.of("日本語"), Line.of("three"))
        .printTo(console(Look.PIPE));
    assertThat(printed().lines()).containsExactly("ID      TITLE", "✅      done", "日本語  three");
  }

  @Test
  void tableFitsTheTerminal() {
    new Table("ID", "TITLE")
        .row(Line.of("1"), Line.of("x".repeat(90)))
        .printTo(console(new Look(true, false, 40)));
    assertThat(printed().lines().toList().getLast()).hasSize(40).endsWith("x…");
  }

  @Test
  void tableInAPipeIsNotCut() {
    new Table("ID", "TITLE").row(Line.of("1"), Line.of("x".repeat(90))).printTo(console(Look.PIPE));
    assertThat(printed()).contains("x".repeat(90));
  }

  @Test
  void proseIsBrokenAtBlanks() {
    assertThat(Console.wrap("one two three\n\nfour", 8))
        .containsExactly("one two", "three", "", "four");
  }

  @Test
  void wordLongerThanALineStaysWhole() {
    assertThat(Console.wrap("a " + "b".repeat(20) + " c", 8))
        .containsExactly("a", "b".repeat(20), "c");
  }
}
