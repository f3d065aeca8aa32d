package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.Repositories;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.platform.local.LocalSecretSource;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole of a foreground run through the real client library, against a server that plays a
/// recorded session.
final class RunOnceIT {
  private static final String KEY = "sk-ant-api03-recorded-session";
  private static final String BRANCH = "code-developer/priority-1";

  private static final String ROADMAP =
      """
      ### PRIORITY 1: Greet the world
      **Status**: 📝 Planned

      ### PRIORITY 2: Wave
      **Status**: ✅ Complete

      ### PRIORITY 3: Bow
      **Status**: 📝 Planned

      Depends on: PRIORITY 1
      """;

  @TempDir Path directory;
  private RecordedMessagesServer server;
  private LocalPlatform platform;
  private Path bare;

  @BeforeEach
  void open() {
    bare =
        Repositories.bare(
            directory,
            Map.of(
                "check.sh", "grep -q hello greeting.txt\n",
                "greeting.txt", "hello\n",
                "code-developer.yml", "test: sh check.sh\n",
                "docs/ROADMAP.md", ROADMAP));
    server =
        RecordedMessagesServer.start(
            Recording.of(
                Script.matching("Greet the world")
                    .says("I look first.")
                    .calls("read_file", Map.of("path", "greeting.txt"))
                    .calls(
                        "edit_file",
                        Map.of("path", "greeting.txt", "old_text", "hello", "new_text", "goodbye"))
                    .finishes("Greets the world.")
                    .says("The test is right, the word must stay.")
                    .calls(
                        "edit_file",
                        Map.of(
                            "path",
                            "greeting.txt",
                            "old_text",
                            "goodbye",
                            "new_text",
                            "hello, world"))
                    .calls("run_command", Map.of("command", "sh check.sh && env"))
                    .finishes("Greets the world.")),
            duration -> {});
    platform =
        LocalPlatform.open(
            directory.resolve("data"),
            Clock.systemUTC(),
            new RandomIdSource(),
            Map.of(),
            new LocalSecretSource(Map.of("ANTHROPIC_API_KEY", KEY), directory.resolve("no-file")),
            request -> new JobCommand(List.of("true"), Map.of()));
  }

  @AfterEach
  void close() {
    platform.close();
    server.close();
  }

  @Test
  void aRecordedSessionBecomesAPullRequest() {
    var ended = run();

    assertThat(ended.outcomeMessage()).hasValueSatisfying(it -> assertThat(it).contains("#1"));
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(Repositories.git(bare, "show", BRANCH + ":greeting.txt"))
        .isEqualTo("hello, world\n");
    assertThat(ended.cost().micros()).isPositive();
    assertThat(ended.tests().fields("after").flag("succeeded")).isTrue();
  }

  @Test
  @FaultRow("G16")
  void whatAKilledExecutionLeftIsGoneAfterTheNext() throws IOException {
    var killed = Files.createDirectories(directory.resolve("data/work/killed"));
    Files.createDirectories(killed.resolve("3/tree"));
    Files.writeString(killed.resolve("3.owner"), "1@1970-01-01T00:00:00Z");

    run();

    assertThat(directory.resolve("data/work")).isEmptyDirectory();
  }

  @Test
  void theKeyReachesNeitherTheCommandsNorTheModel() {
    run();

    assertThat(server.requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.toString()).doesNotContain(KEY));
  }

  @Test
  void aSecondRunFindsThePullRequestThatIsOpen() {
    run();

    var again = run();
    var asked = run(Optional.of("PRIORITY 1"));

    assertThat(again.outcome()).contains(IterationOutcome.NOTHING_TO_DO);
    assertThat(asked.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(asked.outcomeMessage().orElseThrow()).contains("open already");
  }

  @Test
  void askingForAnInterruptedPriorityGoesOnWithIt() {
    server.acceptingOnly("another-key");
    var interrupted = run();
    server.acceptingOnly(KEY);

    var ended = run(Optional.of("1"));

    assertThat(interrupted.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ended.id()).isEqualTo(interrupted.id());
  }

  @Test
  void aRunningExecutionIsNotDisturbed() {
    var services = services();
    var project = ProjectNames.of(bare.toString());
    services.projects().create(project, settings());
    assertThat(services.leases().take(project, "other"))
        .isInstanceOf(Leases.Reservation.Reserved.class);

    assertThatThrownBy(() -> run(withModel("claude-haiku-5"), Optional.empty()))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("other");
    assertThat(services.projects().require(project).settings()).isEqualTo(settings());
  }

  @Test
  void aMissingKeyIsSaidBeforeAnythingBegins() {
    platform.close();
    platform =
        LocalPlatform.open(
            directory.resolve("data"),
            Clock.systemUTC(),
            new RandomIdSource(),
            Map.of(),
            new LocalSecretSource(Map.of(), directory.resolve("no-file")),
            request -> new JobCommand(List.of("true"), Map.of()));

    var ended = run();

    assertThat(ended.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("ANTHROPIC_API_KEY");
  }

  @Test
  @FaultRow({"M17"})
  void anUnknownModelIsSaidBeforeAnythingBegins() {
    var ended = run(withModel("gpt-17"), Optional.empty());

    assertThat(ended.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("gpt-17");
    assertThat(server.requests()).isEmpty();
  }

  private Iteration run() {
    return run(Optional.empty());
  }

  private Iteration run(Optional<String> priority) {
    return run(settings(), priority);
  }

  private Iteration run(ProjectSettings settings, Optional<String> priority) {
    var configuration =
        JobConfiguration.from(
            directory.resolve("data"),
            Map.of(
                "ANTHROPIC_BASE_URL", server.baseUrl(),
                "CODE_DEVELOPER_SANDBOX", "none",
                "PATH", "/usr/bin:/bin"));
    var services = services();
    var workshop = new StandardWorkshop(configuration, platform.ports(), services.redactor());
    return new RunOnce(services, workshop)
        .run(
            ProjectNames.of(settings.repository()),
            settings,
            priority,
            new StopSignal(),
            Progress.silent());
  }

  private JobServices services() {
    var redactor = new Redactor(KnownSecrets.of(platform.ports().secrets()));
    return JobServices.over(
        platform.ports(), redactor, new WorkDirectories(directory.resolve("data")));
  }

  private ProjectSettings settings() {
    return ProjectSettings.of(bare.toString());
  }

  private ProjectSettings withModel(String model) {
    var settings = settings();
    return new ProjectSettings(
        settings.repository(),
        settings.baseBranch(),
        settings.roadmapPath(),
        settings.testCommand(),
        settings.agent(),
        model,
        settings.budgets(),
        settings.schedule());
  }
}
