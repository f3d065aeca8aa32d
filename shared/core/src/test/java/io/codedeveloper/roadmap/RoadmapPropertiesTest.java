package io.codedeveloper.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.roadmap.RoadmapEditor.EditResult;
import io.codedeveloper.testing.FaultRow;
import io.codedeveloper.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoadmapPropertiesTest {
  private static final List<String> LINES =
      List.of(
          "### PRIORITY %d: A title 📝 Planned",
          "## 📝 PLANNED: US-0%d - Title",
          "### 🔴 **PRIORITY %d.5: Bold** ⚡ NEW",
          "### [US-%d] Bracketed",
          "### ~~PRIORITY %d: Struck~~",
          "PRIORITY %d: Underlined",
          "---",
          "===",
          "# Title",
          "**Status**: 📝 Planned (blocked by PRIORITY %d)",
          "**Status**: ✅ **MVP COMPLETE** (2025)",
          "Statut : En cours",
          "**Status:** 🔄 Partially Complete - more",
          "**Dependencies**: PRIORITY %d, 3",
          "**Depends on**:",
          "- US-%d must be done",
          "- [ ] **[US-%d]** a task",
          "  - [x] %d.1 a part",
          "- [/] %d. a task",
          "- [ ] no id",
          "```",
          "~~~ markdown",
          "<!-- open",
          "-->",
          "> ### PRIORITY %d: quoted",
          "    ### PRIORITY %d: code",
          "",
          "",
          "text **bold** ~~struck",
          "| Status | ✅ Done |",
          "## TOP PRIORITY",
          "<details>",
          "1. item",
          "\t- deep",
          "[a]: /b",
          "🔄",
          "\u2028odd\u00A0blanks  ",
          "**Status**:");
  private static final List<String> ENDINGS = List.of("\n", "\r\n", "\n", "\r", "  \n");

  private final RoadmapParser parser = new RoadmapParser();
  private final RoadmapEditor editor = new RoadmapEditor(parser);

  @Test
  void printingGivesBackExactlyWhatWasParsed() {
    Seeds.forAll(
        500,
        random -> {
          var text = random.nextBoolean() ? document(random) : noise(random);
          var bytes = text.getBytes(StandardCharsets.UTF_8);
          var roadmap = parser.parse(bytes, "ROADMAP.md");
          assertThat(roadmap.print()).isEqualTo(text);
          assertThat(roadmap.bytes()).isEqualTo(bytes);
        });
  }

  @Test
  @FaultRow({"R1", "R7"})
  void anEditChangesOneLineAndExactlyThatStatus() {
    Seeds.forAll(
        500,
        random -> {
          var roadmap = parser.parse(document(random));
          for (var priority : roadmap.priorities()) {
            var wanted = PriorityStatus.values()[random.nextInt(PriorityStatus.values().length)];
            if (editor.changeStatus(roadmap, priority, wanted)
                instanceof EditResult.Changed changed) {
              assertThat(changedLines(roadmap.source(), changed.roadmap().source()))
                  .containsExactly(changed.line());
              assertThat(statuses(changed.roadmap(), priority))
                  .isEqualTo(statuses(roadmap, priority));
              assertThat(changed.roadmap().byKey(priority.key()).orElseThrow().status())
                  .isEqualTo(wanted);
              assertThat(changed.roadmap().byKey(priority.key()).orElseThrow().textHash())
                  .isEqualTo(priority.textHash());
            }
          }
        });
  }

  @Test
  void everyKeyNamesOnePriorityAndFitsADocument() {
    Seeds.forAll(
        200,
        random -> {
          var roadmap = parser.parse(document(random));
          var keys = roadmap.priorities().stream().map(Priority::key).toList();
          assertThat(keys)
              .doesNotHaveDuplicates()
              .allMatch(key -> key.matches("[A-Za-z0-9][A-Za-z0-9.@-]*"));
          roadmap
              .problems()
              .forEach(problem ->
                  assertThat(problem.line())
                      .isBetween(1, Math.max(1, roadmap.source().lineCount())));
        });
  }

  private static List<String> statuses(Roadmap roadmap, Priority except) {
    return roadmap.priorities().stream()
        .filter(one -> !one.key().equals(except.key()))
        .map(one -> one.line() + one.key() + one.status())
        .toList();
  }

  private static List<Integer> changedLines(SourceText before, SourceText after) {
    assertThat(after.lineCount()).isEqualTo(before.lineCount());
    return IntStream.range(0, before.lineCount())
        .filter(line -> !before.line(line).equals(after.line(line)))
        .mapToObj(line -> line + 1)
        .toList();
  }

  private static String document(Random random) {
    var text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
    for (var i = random.nextInt(40); i > 0; i--) {
      text.append(LINES.get(random.nextInt(LINES.size())).formatted(random.nextInt(6)));
      text.append(ENDINGS.get(random.nextInt(ENDINGS.size())));
    }
    return text.toString();
  }

  private static String noise(Random random) {
    var alphabet = "#*_~`[]()<>!-:|. \t\r\n1PRIOTYUSé✅📝";
    var text = new StringBuilder();
    for (var i = random.nextInt(200); i > 0; i--) {
      text.appendCodePoint(
          alphabet.codePointAt(
              alphabet.offsetByCodePoints(
                  0, random.nextInt(alphabet.codePointCount(0, alphabet.length())))));
    }
    return text.toString();
  }
}
