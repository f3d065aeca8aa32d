package io.codedeveloper.cli.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxWithoutServerTest {
  private static final ProjectId PROJECT = new ProjectId("p1");

  @TempDir Path home;

  @BeforeEach
  void fill() {
    try (var platform = open()) {
      var store = platform.ports().documents();
      new Projects(store).create(PROJECT, ProjectSettings.of("/somewhere.git"));
      var draft =
          NotificationDraft.question("i1", "question-1", "Which?", "A or B?", List.of("A", "B"));
      new Notifications(store).notifyOnce(PROJECT, draft);
    }
  }

  private LocalPlatform open() {
    return LocalPlatform.open(
        home.resolve("data"),
        Clock.systemUTC(),
        new RandomIdSource(),
        Map.of(),
        name -> Optional.empty(),
        request -> {
          throw new IllegalStateException("no jobs here");
        });
  }

  private CommandRun run(String... arguments) {
    return CommandRun.in(home, arguments);
  }

  @Test
  void questionIsShownAndAnsweredOnce() {
    assertThat(run("notifications", "--data", "data").out())
        .contains("Which?", "A | B", "respond i1.question-1 \"…\" --data data");
    var first = run("respond", "i1.question-1", "B", "--data", "data");
    assertThat(first.exitCode()).isEqualTo(ExitCode.DONE);
    var second = run("respond", "i1.question-1", "A", "--data", "data");
    assertThat(second.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(second.err()).contains("was answered before: B");
    assertThat(run("notifications", "--data", "data").out().strip()).isEqualTo("nothing new");
    assertThat(run("notifications", "--all", "--data", "data").out()).contains("answered: B");
  }

  @Test
  void answerThatIsNoChoiceIsRefused() {
    var run = run("respond", "i1.question-1", "C", "--data", "data");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("A, B");
  }

  @Test
  void viewReadsTheMirroredRoadmap() {
    assertThat(run("view", "--data", "data").err()).contains("not known yet");
    try (var platform = open()) {
      var path = new FilePath(ProjectSettings.DEFAULT_ROADMAP_PATH);
      var files = new Files(platform.ports().blobs(), Clock.systemUTC(), PROJECT, path);
      var text = "### PRIORITY 1: Read\n**Status**: 📝 Planned\n";
      files.write(
          path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "me", Optional.empty());
    }
    assertThat(run("view", "--data", "data").out()).contains("PRIORITY 1", "planned", "Read");
  }

  @Test
  void directoryWithoutDataIsASentence() {
    var run = run("notifications", "--data", "elsewhere");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("elsewhere", "no data directory");
    assertThat(home.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void dataAndServerExcludeEachOther() {
    var run = run("notifications", "--data", "data", "--url", "http://127.0.0.1:1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
  }

  @Test
  void unknownProjectIsASentence() {
    var run = run("notifications", "--data", "data", "--project", "p9");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("p9");
  }

  @Test
  void oneOfSeveralProjectsMustBeNamed() {
    try (var platform = open()) {
      new Projects(platform.ports().documents())
          .create(new ProjectId("p2"), ProjectSettings.of("/elsewhere.git"));
    }
    var run = run("notifications", "--data", "data");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.err()).contains("--project: p1, p2");
    assertThat(run("notifications", "--data", "data", "--project", "p1").out())
        .contains("respond i1.question-1 \"…\" --data data --project p1");
  }
}
