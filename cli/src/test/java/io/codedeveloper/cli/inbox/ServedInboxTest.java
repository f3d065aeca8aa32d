package io.codedeveloper.cli.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notifications and their answers, against the functions as they are served.
class ServedInboxTest {
  @TempDir Path home;
  private final ScriptedPerson person = new ScriptedPerson();
  private ServedFunctions served;

  @BeforeEach
  void serve() {
    served = new ServedFunctions(home);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.by(person, home, served.variables(), Look.PIPE, arguments);
  }

  private CommandRun script(String... arguments) {
    return CommandRun.with(home, served.variables(), Look.PIPE, arguments);
  }

  private Notifications notifications() {
    return new Notifications(served.ports().documents());
  }

  private void tell(String id, Level level, String title) {
    notifications()
        .notifyOnce(
            ServedFunctions.PROJECT,
            NotificationDraft.of(id, "k", Notification.Type.INFO, level, title, "message"));
  }

  private void ask(String id, String title, String... choices) {
    notifications()
        .notifyOnce(
            ServedFunctions.PROJECT,
            NotificationDraft.question(id, "question-1", title, "message", List.of(choices)));
  }

  private Optional<String> answerTo(String id) {
    return notifications()
        .list(ServedFunctions.PROJECT, Optional.empty(), 100, Optional.empty())
        .items()
        .stream()
        .filter(one -> one.id().equals(id + ".question-1"))
        .findFirst()
        .flatMap(Notification::response);
  }

  @Test
  void theMostUrgentComesFirstUnderItsLevel() {
    tell("i1", Level.LOW, "of little weight");
    tell("i2", Level.CRITICAL, "of great weight");
    tell("i3", Level.NORMAL, "as always");
    ask("i4", "Which?", "A", "B");
    var lines = run("notifications").out().lines().toList();
    assertThat(lines)
        .filteredOn(line -> line.matches("[A-Z]+ \\(\\d+\\)|(info|question) .*"))
        .extracting(line -> line.replaceFirst(" · .*", ""))
        .containsExactly(
            "CRITICAL (1)",
            "info of great weight",
            "HIGH (1)",
            "question Which?",
            "NORMAL (1)",
            "info as always",
            "LOW (1)",
            "info of little weight");
    assertThat(lines).contains("  choices: A | B");
  }

  @Test
  void whatIsShownCanBeMarkedAsReadButAQuestionStaysOpen() {
    tell("i1", Level.LOW, "news");
    ask("i2", "Which?", "A", "B");
    assertThat(run("notifications", "--mark-read").out()).contains("news", "Which?");
    assertThat(run("notifications").out()).contains("Which?").doesNotContain("news");
    assertThat(run("notifications", "--all").out()).contains("news");
  }

  @Test
  void oneCommandAnswers() {
    ask("i1", "Which?", "A", "B");
    var run = script("respond", "i1.question-1", "B");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(answerTo("i1")).contains("B");
    var second = script("respond", "i1.question-1", "A");
    assertThat(second.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(second.err()).contains("answered before: B");
  }

  @Test
  void personIsAskedOneQuestionAfterTheOther() {
    ask("i1", "Which?", "Alpha", "Beta");
    ask("i2", "Why?");
    ask("i3", "When?");
    person.answers("7").answers("2").answers(" because  ").answers("");
    var run = run("respond");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).contains("1  Alpha", "none of the choices", "answered: Beta");
    assertThat(answerTo("i1")).contains("Beta");
    assertThat(answerTo("i2")).contains("because");
    assertThat(answerTo("i3")).isEmpty();
  }

  @Test
  void choiceCanBeTypedAndOneQuestionNamed() {
    ask("i1", "Which?", "Alpha", "Beta");
    ask("i2", "Why?");
    person.answers("aLPHA");
    run("respond", "i1.question-1");
    assertThat(answerTo("i1")).contains("Alpha");
    assertThat(answerTo("i2")).isEmpty();
    assertThat(run("respond", "i9.question-1").err()).contains("'i9.question-1'");
  }

  @Test
  void endOfInputPutsTheRestOff() {
    ask("i1", "Which?", "Alpha", "Beta");
    ask("i2", "Why?");
    assertThat(run("respond").exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(person.asked()).hasSize(1);
  }

  @Test
  void nothingOpenIsSaidAndAScriptMustName() {
    assertThat(run("respond").out().strip()).isEqualTo("no question is open");
    var run = script("respond");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("write ID and TEXT");
    assertThat(script("respond", "i1.question-1").exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
