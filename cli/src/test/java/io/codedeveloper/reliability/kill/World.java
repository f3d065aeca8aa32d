package io.codedeveloper.reliability.kill;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.git.GitHttpServer;
import io.codedeveloper.job.git.NativeGit;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Everything outside of the host: a repository behind git's own server, a stand-in for GitHub and
/// a model that plays recorded sessions, each behind a wire that loses answers; and a look at the
/// host's data directory.
final class World implements AutoCloseable {
  /// Each is a priority of the roadmap, and the file that it asks for.
  static final List<String> NAMES = List.of("apple", "pear");

  /// Answers of the model for one priority.
  static final int TURNS = 3;

  static final String TOKEN = "ghp_4f9a1c7b2e8d5063a1b9c8d7e6f504132a3b";
  static final String KEY = "sk-ant-api03-q7Lw2Zr9Xc5Vb1Nm8Kj4Hg6Fd3Sa0Po";
  static final String BRANCHES = "code-developer/priority-";
  private static final String REPOSITORY = "fruit";

  private final Path home;
  private final NativeGit repository;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GitHttpServer git;
  private final GitHubStandIn gitHub;
  private final RecordedMessagesServer model;
  private final Wire gitWire;
  private final Wire gitHubWire;
  private final Wire modelWire;
  private Optional<LocalPlatform> looking = Optional.empty();

  World(Path home, Traffic traffic) {
    this.home = home;
    try {
      repository = NativeGit.bare(home.resolve("served/octo/" + REPOSITORY + ".git"), files());
      repository.run("config", "http.receivepack", "true");
      git = GitHttpServer.start(home.resolve("served"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    git.requireToken(TOKEN);
    gitWire =
        new Wire(
            (method, path) ->
                path.contains("git-receive-pack")
                    ? Exchange.Kind.PUSH
                    : Exchange.Kind.READ_REPOSITORY,
            traffic);
    gitWire.to(URI.create(git.url("")));
    gitHubWire =
        new Wire(
            (method, path) ->
                method.equals("POST")
                    ? Exchange.Kind.CREATE_PULL_REQUEST
                    : Exchange.Kind.READ_PULL_REQUESTS,
            traffic);
    gitHub = new GitHubStandIn(repository, REPOSITORY, TOKEN, gitHubWire.url());
    gitHubWire.to(gitHub.uri());
    var sessions = NAMES.stream().map(World::session).toList();
    model = RecordedMessagesServer.start(new Recording(sessions), pause -> {}, threads);
    model.acceptingOnly(KEY);
    modelWire = new Wire((method, path) -> Exchange.Kind.ASK_MODEL, traffic);
    modelWire.to(URI.create(model.baseUrl()));
  }

  private static Map<String, String> files() {
    var roadmap = new StringBuilder("# Roadmap\n");
    for (var name : NAMES) {
      roadmap.append(
          "\n### PRIORITY %d: Add the file %s\n**Status**: 📝 Planned\n"
              .formatted(NAMES.indexOf(name) + 1, name));
    }
    return Map.of(
        "docs/ROADMAP.md",
        roadmap.toString(),
        "check.sh",
        "test -f check.sh\n",
        "code-developer.yml",
        "test: sh check.sh\n");
  }

  private static Recording.Session session(String name) {
    return Script.matching("Add the file " + name)
        .says("I write it.")
        .calls("write_file", Map.of("path", name + ".txt", "content", content(name)))
        .says("I look whether it is there.")
        .calls("run_command", Map.of("command", "cat " + name + ".txt"))
        .finishes("Added " + name + ".txt.")
        .session();
  }

  static String content(String name) {
    return name + "\n";
  }

  /// What the host gets in its environment.
  Map<String, String> variables() {
    var variables = new HashMap<String, String>();
    variables.put("ANTHROPIC_BASE_URL", modelWire.url());
    variables.put("ANTHROPIC_API_KEY", KEY);
    variables.put("GITHUB_API_URL", gitHubWire.url());
    variables.put("GITHUB_TOKEN", TOKEN);
    return variables;
  }

  String[] options(String data, String sandbox) {
    return new String[] {
      "--repository",
      repositoryUrl(),
      "--data",
      data,
      "--port",
      "0",
      "--tick",
      "1s",
      "--sandbox",
      sandbox
    };
  }

  String repositoryUrl() {
    return gitWire.url() + "/octo/" + REPOSITORY + ".git";
  }

  Path data() {
    return home.resolve("data");
  }

  NativeGit repository() {
    return repository;
  }

  /// The subjects of a branch's own commits, newest first.
  List<String> commits(String branch) {
    return repository.run("log", "--format=%s", "main.." + branch).lines().toList();
  }

  /// Interrupted work is kept as a commit that says so, below the one that is complete.
  static boolean isComplete(String subject) {
    return !subject.startsWith("Checkpoint: ");
  }

  GitHubStandIn gitHub() {
    return gitHub;
  }

  RecordedMessagesServer model() {
    return model;
  }

  /// Has the daemon start, as its user does; false when the host did not acknowledge it.
  boolean start(String url, String data) {
    var token = CommandRun.in(home, "cloud", "token", "--data", data).out().strip();
    var run =
        CommandRun.with(
            home,
            Map.of("CODE_DEVELOPER_TOKEN", token),
            Look.PIPE,
            "cloud",
            "start",
            "--force",
            "--url",
            url);
    return run.exitCode() == 0;
  }

  ProjectId project() {
    return ProjectNames.of(repositoryUrl());
  }

  /// The ports of the host's data directory, read from outside.
  Platform look() {
    if (looking.isEmpty()) {
      looking =
          Optional.of(
              LocalPlatform.open(
                  data(),
                  Clock.systemUTC(),
                  new RandomIdSource(),
                  Map.of(),
                  name -> Optional.<Secret>empty(),
                  request -> new JobCommand(List.of("false"), Map.of())));
    }
    return looking.get().ports();
  }

  /// Nothing is left to do, and nothing is being done.
  boolean isDone() {
    var project = new Projects(look().documents()).get(project());
    return gitHub.pullRequests().size() >= NAMES.size()
        && project
            .filter(known -> known.lease().isEmpty())
            .flatMap(Project::lastOutcome)
            .filter(outcome -> outcome == IterationOutcome.NOTHING_TO_DO)
            .isPresent();
  }

  /// Lets the time pass for which the project has nothing but waiting to do: until another try,
  /// and, while no job is left, until the lease of a killed one expires. True when it did.
  boolean passTime(boolean jobsLeft) {
    var projects = new Projects(look().documents());
    var known = projects.get(project());
    var now = Clock.systemUTC().instant();
    var waits = known.flatMap(Project::notBefore).filter(now::isBefore).isPresent();
    var leased = !jobsLeft && known.flatMap(project -> project.liveLease(now)).isPresent();
    if (!waits && !leased) {
      return false;
    }
    var past = now.minus(Duration.ofSeconds(1));
    projects.update(
        project(),
        project -> {
          var later = waits ? project.with("notBefore", past) : project;
          return leased && later.lease().isPresent()
              ? later.with("lease", later.fields().fields("lease").with("expiresAt", past))
              : later;
        });
    return true;
  }

  @Override
  public void close() {
    looking.ifPresent(LocalPlatform::close);
    modelWire.close();
    gitHubWire.close();
    gitWire.close();
    model.close();
    gitHub.close();
    git.close();
    threads.shutdownNow();
  }
}
