package io.codedeveloper.reliability.soak;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.HostProcess;
import io.codedeveloper.cli.up.Jobs;
import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.job.git.GitHttpServer;
import io.codedeveloper.job.git.NativeGit;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.reliability.kill.GitHubStandIn;
import io.codedeveloper.reliability.kill.GitHubStandIn.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A host, and a user who asks for one small file after the other and merges what he gets.
final class SoakWorld implements AutoCloseable {
  private static final int MOST_PRIORITIES = 5_000;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String TOKEN = "ghp_4f9a1c7b2e8d5063a1b9c8d7e6f504132a3b";
  private static final String ROADMAP = "docs/ROADMAP.md";

  private final Path home;
  private final NativeGit repository;
  private final GitHttpServer git;
  private final GitHubStandIn gitHub;
  private final RecordedMessagesServer model;
  private final HostProcess host;
  private final String url;
  private int done;

  SoakWorld(Path home) {
    this.home = home;
    try {
      repository = NativeGit.bare(home.resolve("served/octo/files.git"), files(1));
      repository.run("config", "http.receivepack", "true");
      git = GitHttpServer.start(home.resolve("served"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    gitHub = new GitHubStandIn(repository, "files", TOKEN, "http://127.0.0.1");
    var sessions = IntStream.rangeClosed(1, MOST_PRIORITIES).mapToObj(SoakWorld::session).toList();
    model = RecordedMessagesServer.start(new Recording(sessions), pause -> {});
    host = new HostProcess(home, variables(), options());
    url = host.url();
    cloud("start");
  }

  private static Map<String, String> files(int number) {
    return Map.of(
        ROADMAP,
        "# Roadmap\n\n### PRIORITY %1$d: Add the file f%1$d.txt\n**Status**: 📝 Planned\n"
            .formatted(number),
        "check.sh",
        "test -f check.sh\n",
        "code-developer.yml",
        "test: sh check.sh\n");
  }

  private static Recording.Session session(int number) {
    return Script.matching("Add the file f" + number + ".txt")
        .calls("write_file", Map.of("path", "f" + number + ".txt", "content", "f\n"))
        .finishes("Added it.")
        .session();
  }

  private Map<String, String> variables() {
    return Map.of(
        "ANTHROPIC_BASE_URL",
        model.baseUrl(),
        "ANTHROPIC_API_KEY",
        "sk-ant-a-recorded-session",
        "GITHUB_API_URL",
        gitHub.uri().toString(),
        "GITHUB_TOKEN",
        TOKEN);
  }

  private String[] options() {
    return List.of(
            "--repository",
            git.url("octo/files.git"),
            "--data",
            "data",
            "--port",
            "0",
            "--tick",
            "1s",
            "--sandbox",
            "none")
        .toArray(String[]::new);
  }

  private String cloud(String... arguments) {
    var token = CommandRun.in(home, "cloud", "token", "--data", "data").out().strip();
    var command = new java.util.ArrayList<>(List.of("cloud"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--url", url));
    return CommandRun.with(
            home, Map.of("CODE_DEVELOPER_TOKEN", token), Look.PIPE, command.toArray(String[]::new))
        .out();
  }

  /// Waits for the pull request of the one open priority, merges it, and asks for the next; a look
  /// at the status on the way.
  void doOne() {
    Waiting.until("pull request " + (done + 1), PAUSE, () -> gitHub.pullRequests().size() > done);
    cloud("status");
    gitHub.pullRequests().stream().filter(one -> one.state() == State.OPEN).forEach(gitHub::merge);
    done++;
    ask(done + 1);
  }

  private void ask(int number) {
    try {
      var seed = new NativeGit(repository.directory().resolveSibling("files.git-seed"));
      seed.run("pull", "-q", repository.directory().toString(), "main");
      seed.commitFiles("Ask for more", files(number));
      seed.run("push", "-q", repository.directory().toString(), "main");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Sample sample() {
    return Sample.of(host.pid(), home.resolve("data"), done);
  }

  @Override
  public void close() {
    host.end();
    host.close();
    new Jobs(home.resolve("data")).close();
    model.close();
    gitHub.close();
    git.close();
  }
}
