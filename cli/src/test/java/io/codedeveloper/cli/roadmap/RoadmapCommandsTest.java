package io.codedeveloper.cli.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadmapCommandsTest {
  private static final String ROADMAP =
      """
      # Roadmap

      ### PRIORITY 1: Read ✅ Complete
      **Status**: ✅ Complete

      ### PRIORITY 2: Write
      **Status**: 📝 Planned
      **Depends on**: PRIORITY 3

      ### PRIORITY 3: Parse
      **Status**: 📝 Planned
      """;

  @TempDir Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("ROADMAP.md"), text);
  }

  private CommandRun run(String... arguments) {
    return CommandRun.in(directory, arguments);
  }

  private static JsonObject json(CommandRun run) {
    return JsonParser.parseString(run.out()).getAsJsonObject();
  }

  @Test
  void parseGivesTheAgreedJson() throws IOException {
    file(ROADMAP);
    var run = run("roadmap", "parse", "ROADMAP.md", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    var parsed = json(run);
    assertThat(parsed.keySet()).containsExactly("items", "next", "problems");
    var second = parsed.getAsJsonArray("items").get(1).getAsJsonObject();
    assertThat(second)
        .isEqualTo(
            JsonParser.parseString(
                """
                {"id":"PRIORITY 2","title":"Write","status":"planned","line":6,"dependsOn":["PRIORITY 3"]}
                """));
    assertThat(parsed.getAsJsonObject("next").keySet()).containsExactly("id", "line", "why");
    assertThat(parsed.getAsJsonObject("next").get("id").getAsString()).isEqualTo("PRIORITY 3");
  }

  @Test
  void parseForPeopleIsATable() throws IOException {
    file(ROADMAP);
    var run = run("roadmap", "parse", "ROADMAP.md");
    assertThat(run.out().lines().toList())
        .hasSize(4)
        .first()
        .isEqualTo("LINE  ID          STATUS    TITLE");
  }

  @Test
  void nextIsOneLine() throws IOException {
    file(ROADMAP);
    var run = run("roadmap", "next", "ROADMAP.md");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out().lines()).containsExactly("PRIORITY 3: Parse (line 10)");
  }

  @Test
  void nextSaysWhyNotTheOnesBefore() throws IOException {
    file(ROADMAP);
    var run = run("roadmap", "next", "ROADMAP.md", "--why");
    assertThat(run.out()).contains("not PRIORITY 1", "complete", "not PRIORITY 2", "PRIORITY 3");
  }

  @Test
  void nextAsJsonNamesThePassedOver() throws IOException {
    file(ROADMAP);
    var choice = json(run("roadmap", "next", "ROADMAP.md", "--json"));
    assertThat(choice.getAsJsonObject("next").get("title").getAsString()).isEqualTo("Parse");
    assertThat(choice.getAsJsonArray("passedOver")).hasSize(2);
  }

  @Test
  void nothingToDoIsNotNothingUnderstood() throws IOException {
    file("### PRIORITY 1: Done\n**Status**: ✅ Complete\n");
    var nothingToDo = run("roadmap", "next", "ROADMAP.md", "--why");
    assertThat(nothingToDo.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO);
    assertThat(nothingToDo.out()).contains("nothing to do");
    file("# Ideas\n\nSome day.\n");
    var nothingUnderstood = run("roadmap", "next", "ROADMAP.md");
    assertThat(nothingUnderstood.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(nothingUnderstood.err()).contains("### PRIORITY 1:", "**Status**");
    var asJson = run("roadmap", "next", "ROADMAP.md", "--json");
    assertThat(asJson.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(json(asJson).get("next").isJsonNull()).isTrue();
  }

  @Test
  void emptyFileIsExplained() throws IOException {
    file("");
    var run = run("roadmap", "lint", "ROADMAP.md");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("ROADMAP.md", "### PRIORITY 1:");
    assertThat(run("roadmap", "parse", "ROADMAP.md", "--json").exitCode()).isZero();
    assertThat(run("roadmap", "parse", "ROADMAP.md").out().strip()).isEqualTo("no priorities");
  }

  @Test
  void lintOfACleanFileIsDone() throws IOException {
    file(ROADMAP);
    var run = run("roadmap", "lint", "ROADMAP.md");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("3 priorities (2 planned, 1 complete), no problems");
  }

  @Test
  void lintNamesLineAndRemedy() throws IOException {
    file(ROADMAP + "\n```\nnever closed\n");
    var run = run("roadmap", "lint", "ROADMAP.md");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("ROADMAP.md:13: ");
    var finding =
        json(run("roadmap", "lint", "ROADMAP.md", "--json"))
            .getAsJsonArray("problems")
            .get(0)
            .getAsJsonObject();
    assertThat(finding.keySet()).containsExactly("line", "message", "suggestion");
  }

  @Test
  void parsePointsToLintWhereSomethingIsNotUnderstood() throws IOException {
    file(ROADMAP + "\n```\nnever closed\n");
    assertThat(run("roadmap", "parse", "ROADMAP.md").err()).contains("roadmap lint ROADMAP.md");
  }

  @Test
  void symbolicLinkIsFollowed() throws IOException {
    var real = file(ROADMAP);
    Files.createSymbolicLink(directory.resolve("link.md"), real);
    assertThat(run("roadmap", "next", "link.md").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void danglingLinkSaysWhereItPoints() throws IOException {
    Files.createSymbolicLink(directory.resolve("link.md"), Path.of("gone.md"));
    var run = run("roadmap", "next", "link.md");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("link.md", "gone.md");
  }

  @Test
  void missingFileAndDirectoryAreSentences() throws IOException {
    assertOneSentence(run("roadmap", "next", "none.md"), "none.md");
    Files.createDirectory(directory.resolve("docs"));
    assertOneSentence(run("roadmap", "next", "docs"), "is a directory");
  }

  @Test
  void fileThatIsNotUtf8IsASentence() throws IOException {
    Files.write(
        directory.resolve("latin.md"), "### Priorité".getBytes(StandardCharsets.ISO_8859_1));
    assertOneSentence(run("roadmap", "parse", "latin.md"), "UTF-8");
  }

  @Test
  void hugeFileIsASentence() throws IOException {
    try (var file = new RandomAccessFile(directory.resolve("huge.md").toFile(), "rw")) {
      file.setLength(21L * 1024 * 1024);
    }
    assertOneSentence(run("roadmap", "parse", "huge.md"), "21 MB");
  }

  @Test
  void namedPipeIsASentence() throws Exception {
    var made =
        new ProcessBuilder("mkfifo", directory.resolve("pipe.md").toString()).start().waitFor();
    assertThat(made).isZero();
    assertOneSentence(run("roadmap", "parse", "pipe.md"), "not a regular file");
  }

  @Test
  void hostileTitleCannotSteerTheTerminal() throws IOException {
    file("### PRIORITY 1: clear\u001b[2J\u202Eme\n**Status**: 📝 Planned\n");
    var look = new Look(true, true, 80);
    var run = CommandRun.with(directory, Map.of(), look, "roadmap", "next", "ROADMAP.md");
    assertThat(run.out()).doesNotContain("\u001b[2J", "\u202E").contains("\u001b[1m");
  }

  private static void assertOneSentence(CommandRun run, String with) {
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList()).hasSize(1);
    assertThat(run.err()).contains(with);
  }
}
