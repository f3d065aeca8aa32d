package io.codedeveloper.cli.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.auth.Role;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.file.FilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditCommandTest {
  private static final String ROADMAP =
      """
      ### PRIORITY 1: Read
      **Status**: 📝 Planned

      The text of one.

      ### PRIORITY 2: Write
      **Status**: 📝 Planned

      The text of two.
      """;

  private static final FilePath NOTES = new FilePath("docs/notes.md");

  @TempDir Path home;
  private final ScriptedPerson person = new ScriptedPerson();
  private ServedFunctions served;

  @BeforeEach
  void serve() {
    served = new ServedFunctions(home);
    served.roadmap(ROADMAP);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private CommandRun run(String... arguments) {
    return as(served.variables(), arguments);
  }

  private CommandRun as(Map<String, String> variables, String... arguments) {
    var all = new HashMap<>(variables);
    all.put("EDITOR", "the-editor");
    return CommandRun.by(person, home, all, Look.PIPE, arguments);
  }

  private String roadmap() {
    return served.text(ServedFunctions.ROADMAP);
  }

  /// What lies on disk of edits that were not saved.
  private List<Path> drafts() {
    var directory = home.resolve(".local/state/code-developer/edits");
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path draft(String suffix) {
    return drafts().stream()
        .filter(file -> file.toString().endsWith(suffix))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void savesWhatTheEditorMadeOfTheRoadmap() {
    person.edits(text -> text + "\nMore.\n");
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("saved 'roadmap'; the next iteration");
    assertThat(roadmap()).isEqualTo(ROADMAP + "\nMore.\n");
    assertThat(person.editors()).containsExactly("the-editor");
    assertThat(drafts()).isEmpty();
  }

  @Test
  void visualComesBeforeEditorAndTheCommandIsAlsoAtTheTop() {
    person.edits(text -> text + "x");
    var variables = new HashMap<>(served.variables());
    variables.put("VISUAL", "the-other");
    var run = as(variables, "edit", "roadmap", "--json");
    assertThat(person.editors()).containsExactly("the-other");
    var json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertThat(json.get("saved").getAsBoolean()).isTrue();
    assertThat(json.get("version").getAsString()).isNotBlank();
  }

  @Test
  void unchangedTextIsNotSaved() {
    person.edits(text -> text);
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("nothing is changed");
    assertThat(drafts()).isEmpty();
  }

  @Test
  void whatSomebodyElseSavedMeanwhileIsMerged() {
    person.edits(text -> {
      served.saved(ServedFunctions.ROADMAP, ROADMAP.replace("text of two", "TEXT OF TWO"));
      return text.replace("text of one", "TEXT OF ONE");
    });
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("merged with what somebody else saved");
    assertThat(roadmap()).contains("TEXT OF ONE", "TEXT OF TWO");
    assertThat(drafts()).isEmpty();
  }

  @Test
  void conflictOpensTheEditorAgainWithBothTexts() {
    person
        .edits(text -> {
          served.saved(ServedFunctions.ROADMAP, ROADMAP.replace("text of one", "theirs"));
          return text.replace("text of one", "mine");
        })
        .answers("")
        .edits(text -> {
          assertThat(text)
              .contains("<<<<<<< ours\nThe mine.\n======= theirs\nThe theirs.\n>>>>>>> theirs\n");
          assertThat(draft(".mine")).content().contains("The mine.").doesNotContain("theirs");
          return text.replaceAll("(?s)<<<<<<< .*>>>>>>> theirs", "The best of both.");
        });
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("somebody else changed 'roadmap' meanwhile, in line 4");
    assertThat(roadmap()).contains("The best of both.").doesNotContain("<<<<");
    assertThat(drafts()).isEmpty();
  }

  @Test
  void conflictThatIsLeftOpenKeepsBothTextsAndCanBeSavedLater() throws IOException {
    person
        .edits(text -> {
          served.saved(ServedFunctions.ROADMAP, ROADMAP.replace("text of one", "theirs"));
          return text.replace("text of one", "mine");
        })
        .answers("")
        .edits(text -> text);
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    var draft = draft(".md");
    assertThat(run.err()).contains("line 4 of " + draft, "cloud edit roadmap --from " + draft);
    assertThat(roadmap()).contains("The theirs.").doesNotContain("mine");
    assertThat(draft(".mine")).content().contains("The mine.");

    var solved = Files.readString(draft).replaceAll("(?s)<<<<<<< .*>>>>>>> theirs", "Both.");
    Files.writeString(draft, solved);
    var later = run("cloud", "edit", "roadmap", "--from", draft.toString());
    assertThat(later.exitCode()).as(later.err()).isEqualTo(ExitCode.DONE);
    assertThat(roadmap()).isEqualTo(solved);
    assertThat(drafts()).isEmpty();
  }

  @Test
  void textSurvivesAServerThatGoesAwayAndIsMergedLater() {
    person.edits(text -> {
      served.stopServing();
      return text.replace("text of one", "mine");
    });
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    var draft = draft(".md");
    assertThat(draft).content().contains("The mine.");
    assertThat(run.err()).contains("your text is kept in " + draft);
    served.close();

    served = new ServedFunctions(home);
    served.saved(ServedFunctions.ROADMAP, ROADMAP.replace("text of two", "theirs"));
    var later = run("cloud", "edit", "roadmap", "--from", draft.toString());
    assertThat(later.exitCode()).as(later.err()).isEqualTo(ExitCode.DONE);
    assertThat(roadmap()).contains("The mine.", "The theirs.");
  }

  @Test
  void viewerMaySaveNothingAndLosesNothing() {
    person.edits(text -> text + "x");
    var run = as(served.variables(Role.VIEWER), "cloud", "edit", "roadmap");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("operator", "your text is kept");
    assertThat(draft(".md")).content().endsWith("x");
  }

  @Test
  void editorThatIsMissingIsASentenceAndLeavesNothing() {
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("no editor 'the-editor'", "EDITOR").doesNotContain("kept");
    assertThat(drafts()).isEmpty();
  }

  @Test
  void draftIsReadableByItsOwnerOnly() {
    person.edits(text -> {
      assertThat(draft(".md").getParent())
          .satisfies(directory -> assertThat(Files.getPosixFilePermissions(directory)).hasSize(3));
      return text;
    });
    assertThat(run("cloud", "edit", "roadmap").exitCode()).isZero();
  }

  @Test
  void fileThatNobodyKnowsIsMadeOnlyWhenAsked() throws IOException {
    assertThat(run("cloud", "edit", "docs/a b.md").err())
        .contains("'docs/a b.md' is not known: the repository had no such file", "--new");
    var text = Files.writeString(home.resolve("text"), "é\n");
    var run = run("cloud", "edit", "docs/a b.md", "--new", "--from", text.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(served.text(new FilePath("docs/a b.md"))).isEqualTo("é\n");
    assertThat(text).exists();
    assertThat(run("cloud", "edit", "docs/a b.md", "--new").err()).contains("is there already");
  }

  @Test
  void newFileThatTheRepositoryHasIsToldBeforeTheEditorOpens() {
    served.inRepository(NOTES, "theirs\n".getBytes(StandardCharsets.UTF_8));
    var run = run("cloud", "edit", "docs/notes.md", "--new");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("'docs/notes.md' is there already; leave --new out");
    assertThat(person.editors()).isEmpty();
  }

  @Test
  void newFileThatTheRepositoryHasUnreadableIsToldBeforeTheEditorOpens() {
    served.inRepositoryOnly(NOTES);
    var run = run("cloud", "edit", "docs/notes.md", "--new");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("the repository has 'docs/notes.md'", "looks like a secret");
    assertThat(person.editors()).isEmpty();
  }

  @Test
  void newFileThatSomebodyElseMakesMeanwhileIsAConflictWithBothTexts() {
    person
        .edits(text -> {
          served.saved(NOTES, "theirs\n");
          return "mine\n";
        })
        .answers("")
        .edits(text -> {
          assertThat(text)
              .isEqualTo("<<<<<<< ours\nmine\n======= theirs\ntheirs\n>>>>>>> theirs\n");
          return "both\n";
        });
    var run = run("cloud", "edit", "docs/notes.md", "--new");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(served.text(NOTES)).isEqualTo("both\n");
  }

  @Test
  void conflictWithTheRepositoryIsSaidBeforeTheEditorOpensAndEndsWhereTheMarksAreGone() {
    var conflict = "<<<<<<< ours\nmine\n======= theirs\ntheirs\n>>>>>>> theirs\n";
    served.saved(NOTES, "mine\n");
    served.conflict(NOTES, conflict, "theirs\n");
    person.edits(text -> text.replaceAll("(?m)^([<=>]{7}.*|theirs)\n", ""));
    var run = run("cloud", "edit", "docs/notes.md");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("'docs/notes.md' is in conflict with the repository");
    assertThat(served.text(NOTES)).isEqualTo("mine\n");
  }

  @Test
  void marksThatRightlyStandInAFileKeepNobodyFromSavingIt() {
    var fixture = "<<<<<<< ours\na\n======= theirs\nb\n>>>>>>> theirs\n";
    served.inRepository(NOTES, fixture.getBytes(StandardCharsets.UTF_8));
    person.edits(text -> text + "more\n");
    var run = run("cloud", "edit", "docs/notes.md");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).doesNotContain("in conflict");
    assertThat(served.text(NOTES)).isEqualTo(fixture + "more\n");
  }

  @Test
  void pathThatLeavesTheRepositoryAndBinariesAreRefused() {
    assertThat(run("cloud", "edit", "../etc/passwd").exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    served.inRepository(new FilePath("logo.bin"), new byte[] {0, 1, 2});
    assertThat(run("cloud", "edit", "logo.bin").err()).contains("'logo.bin' is not a text file");
  }

  @Test
  void roadmapThatIsNotUnderstoodIsToldAtOnce() {
    person.edits(text -> text + "\n```\nnever closed\n");
    var run = run("cloud", "edit", "roadmap");
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).contains("line 11: ");
  }
}
