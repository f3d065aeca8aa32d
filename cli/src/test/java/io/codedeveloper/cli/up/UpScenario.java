package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.host.LocalGitHost;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A repository with three small priorities, a model that plays them, and a look from outside at
/// the data directory of their host.
final class UpScenario implements AutoCloseable {
  private static final List<String> NAMES = List.of("one", "two", "three");
  private static final String KEY = "sk-ant-a-recorded-session";

  private final Path home;
  private final Path remote;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RecordedMessagesServer model;
  private final ProjectId project;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private Optional<LocalPlatform> looking = Optional.empty();

  UpScenario(Path home) {
    this.home = home;
    remote = home.resolve("remote.git");
    makeRemote();
    project = ProjectNames.of(remote.toString());
    var sessions = NAMES.stream().map(UpScenario::session).toList();
    model = RecordedMessagesServer.start(new Recording(sessions), this::pass, threads);
  }

  private static Recording.Session session(String name) {
    var script =
        Script.matching("Write file " + name)
            .says("I write it.")
            .calls("write_file", Map.of("path", name + ".txt", "content", name + "\n"))
            .says("It is there.")
            .finishes("Wrote " + name + ".txt.")
            .session();
    return new Recording.Session(script.match(), Duration.ofMillis(1), script.turns());
  }

  private void makeRemote() {
    var seed = home.resolve("seed");
    var roadmap = new StringBuilder("# Roadmap\n");
    for (var name : NAMES) {
      roadmap.append(
          "\n### PRIORITY %d: Write file %s\n**Status**: 📝 Planned\n"
              .formatted(NAMES.indexOf(name) + 1, name));
    }
    try {
      Files.createDirectories(seed.resolve("docs"));
      Files.writeString(seed.resolve("docs/ROADMAP.md"), roadmap);
      Files.writeString(seed.resolve("check.sh"), "test -f check.sh\n");
      Files.writeString(seed.resolve("code-developer.yml"), "test: sh check.sh\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    git(home, "init", "-q", "--bare", "-b", "main", remote.toString());
    git(seed, "init", "-q", "-b", "main");
    git(seed, "add", "-A");
    git(seed, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Begin");
    git(seed, "push", "-q", remote.toString(), "main");
  }

  private String git(Path directory, String... arguments) {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.redirectErrorStream(true).environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      var process = builder.start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.onExit().join().exitValue()).as(command + "\n" + output).isZero();
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What the host needs in its environment.
  Map<String, String> variables() {
    return Map.of("ANTHROPIC_BASE_URL", model.baseUrl(), "ANTHROPIC_API_KEY", KEY);
  }

  /// What the host needs on its command line.
  String[] options(String... more) {
    var usual =
        Stream.of(
            "--repository",
            remote.toString(),
            "--data",
            "data",
            "--port",
            "0",
            "--tick",
            "1s",
            "--sandbox",
            "none");
    return Stream.concat(usual, Stream.of(more)).toArray(String[]::new);
  }

  /// A command of the same user, against the API.
  CommandRun cloud(String url, String... arguments) {
    var token = CommandRun.in(home, "cloud", "token", "--data", "data").out().strip();
    var command =
        Stream.concat(
                Stream.of("cloud"), Stream.concat(Stream.of(arguments), Stream.of("--url", url)))
            .toArray(String[]::new);
    return CommandRun.with(home, Map.of("CODE_DEVELOPER_TOKEN", token), Look.PIPE, command);
  }

  /// The user starts the daemon.
  void start(String url) {
    var run = cloud(url, "start");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  /// From now on the model stops in the middle of every answer, until [#letModelAnswer].
  void holdModel() {
    gate = new CountDownLatch(1);
  }

  void letModelAnswer() {
    gate.countDown();
  }

  /// How many requests wait in the middle of their answer.
  int waitingForModel() {
    return waiting.get();
  }

  private void pass(Duration recorded) {
    waiting.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
  }

  /// The project as the database has it now.
  Project project() {
    return new Projects(look().ports().documents()).require(project);
  }

  /// Another project in the same directory, as a run in the foreground leaves it.
  void addProject(ProjectId other) {
    new Projects(look().ports().documents())
        .create(other, ProjectSettings.of(home.resolve(other.value()).toString()));
  }

  /// Whether anything would repair this project.
  boolean sweeps(ProjectId other) {
    return look().ports().schedule().next("sweep-" + other).isPresent();
  }

  /// The notifications as the database has them.
  Notifications notifications() {
    return new Notifications(look().ports().documents());
  }

  private LocalPlatform look() {
    if (looking.isEmpty()) {
      looking =
          Optional.of(
              LocalPlatform.open(
                  home.resolve("data"),
                  Clock.systemUTC(),
                  new RandomIdSource(),
                  Map.of(),
                  name -> Optional.<Secret>empty(),
                  request -> new JobCommand(List.of("false"), Map.of())));
    }
    return looking.get();
  }

  long pullRequests() {
    var host = new LocalGitHost(look().ports().documents(), project.value(), Clock.systemUTC());
    return branches().mapToLong(branch -> host.find(branch).size()).sum();
  }

  private static Stream<String> branches() {
    return Stream.of(1, 2, 3).map(number -> "code-developer/priority-" + number);
  }

  /// Whether every priority has its pull request, and nobody works any more.
  boolean everythingDone() {
    var now = project();
    return pullRequests() >= NAMES.size()
        && now.lastOutcome().equals(Optional.of(IterationOutcome.NOTHING_TO_DO))
        && now.lease().isEmpty();
  }

  /// All that must be true when all is done, however often it was disturbed.
  void assertEachPriorityWasDoneOnce() {
    var store = look().ports().documents();
    var host = new LocalGitHost(store, project.value(), Clock.systemUTC());
    assertThat(branches())
        .allSatisfy(branch -> {
          assertThat(host.find(branch)).as("pull requests of %s", branch).hasSize(1);
          var subjects = git(remote, "log", "--format=%s", "main.." + branch).lines().toList();
          // Below the work there may be what an interrupted execution kept of it.
          assertThat(subjects.getFirst()).as("head of %s", branch).startsWith("PRIORITY ");
          assertThat(subjects.subList(1, subjects.size()))
              .as("further commits on %s", branch)
              .allMatch(subject -> subject.startsWith("Checkpoint: "));
        });
    assertThat(NAMES)
        .allSatisfy(name ->
            assertThat(
                    git(
                        remote,
                        "show",
                        "code-developer/priority-%d:%s.txt"
                            .formatted(NAMES.indexOf(name) + 1, name)))
                .isEqualTo(name + "\n"));
    var told =
        new Notifications(store).list(project, Optional.empty(), 100, Optional.empty()).items();
    assertThat(told)
        .filteredOn(one -> one.type() == Notification.Type.COMPLETION)
        .extracting(Notification::title)
        .containsExactlyInAnyOrder(
            "PRIORITY 1: pull request #1",
            "PRIORITY 2: pull request #2",
            "PRIORITY 3: pull request #3");
    assertThat(told).hasSize(3);
  }

  @Override
  public void close() {
    letModelAnswer();
    looking.ifPresent(LocalPlatform::close);
    model.close();
    threads.shutdownNow();
  }
}
