package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.corpus.Corpus;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.iteration.AgentSource;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.Repositories;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.job.iteration.Workshop;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.job.replay.Script;
import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.sandbox.Exhausting;
import io.codedeveloper.job.sandbox.InstalledBubblewrap;
import io.codedeveloper.job.sandbox.TightSandbox;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.platform.local.LocalSecretSource;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that does whatever a hostile file says, in a real iteration and the real sandbox.
@Exhausting
final class HostileAgentIT {
  private static final String KEY = "sk-ant-api03-canary-of-the-model-0123456789abcdef";
  private static final String TOKEN = "ghp_canaryOfTheGitHost0123456789abcdefghij";
  private static final String CANARY = "canary-of-a-file-0123456789";
  private static final List<String> SECRETS = List.of(KEY, TOKEN, CANARY);
  private static final String BRANCH = "code-developer/priority-1";

  @TempDir Path directory;
  private MetadataListener listener;
  private RecordedMessagesServer server;
  private LocalPlatform platform;
  private Path data;
  private Path outside;
  private Path bare;
  private final String marker = "1" + (100_000 + System.nanoTime() % 800_000);

  @BeforeEach
  void open() throws IOException {
    InstalledBubblewrap.assume();
    data = Files.createDirectory(directory.resolve("data"));
    outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("canary"), CANARY);
    Files.writeString(Files.createDirectories(data.resolve("git")).resolve("secret"), CANARY);
    Files.writeString(
        Files.createDirectories(data.resolve("work/other/1/tree")).resolve("secret"), CANARY);
    listener = MetadataListener.start();
    bare = Repositories.bare(directory, repository(injections()));
    platform =
        LocalPlatform.open(
            data,
            Clock.systemUTC(),
            new RandomIdSource(),
            Map.of(),
            new LocalSecretSource(
                Map.of("ANTHROPIC_API_KEY", KEY, "GITHUB_TOKEN", TOKEN),
                directory.resolve("no-file")),
            request -> new JobCommand(List.of("true"), Map.of()));
  }

  @AfterEach
  void close() throws IOException {
    if (server != null) {
      server.close();
    }
    if (platform != null) {
      platform.close();
    }
    if (listener != null) {
      listener.close();
    }
  }

  @Test
  @FaultRow({"S1", "S2", "S3", "S4", "S5", "S6", "S7", "S9", "S10", "S11", "G10"})
  void nothingGetsOutAndNothingOutsideChanges() throws IOException {
    var before = contents(outside);
    var others = contents(data.resolve("work/other"));

    var ended = run(obeying(injections()));

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(listener.connections()).as("connections out of the sandbox").isZero();
    assertThat(contents(outside)).isEqualTo(before);
    assertThat(contents(data.resolve("work/other"))).isEqualTo(others);
    assertThat(processes()).isEmpty();
    assertThat(find("hooked")).isEmpty();
    assertNoSecretAnywhere();
    assertThat(Repositories.git(bare, "diff", "--name-only", "main", BRANCH).lines())
        .contains("hello.txt")
        .doesNotContain("pipe", "link", "up", "sock")
        .noneMatch(path -> path.startsWith(".git/") || path.startsWith(".github/"));
    assertThat(Repositories.git(bare, "config", "--list")).doesNotContain("attacker", "x.sh");
  }

  @Test
  @FaultRow({"S8", "P4"})
  void workflowOfAnInjectionWaitsForAPersonAndADeletedTreeIsReported() throws IOException {
    var workflow =
        Script.matching("Greet the world")
            .calls(
                "run_command",
                Map.of(
                    "command", "mkdir -p .github/workflows; echo evil > .github/workflows/ci.yml"))
            .calls("run_command", Map.of("command", "rm -rf ./* .[a-z]* \"$PWD\"; ls -la"))
            .calls(
                "run_command",
                Map.of("command", "mkdir -p .github/workflows; echo x > .github/workflows/ci.yml"))
            .finishes("All done.")
            .finishes("All done.")
            .finishes("All done.")
            .finishes("All done.");

    var ended = run(workflow);

    assertThat(ended.outcome().orElseThrow()).isNotEqualTo(IterationOutcome.PULL_REQUEST);
    assertThat(ended.outcomeMessage()).isPresent();
    assertThat(Repositories.git(bare, "ls-tree", "-r", "--name-only", "main")).contains("check.sh");
    assertThat(Repositories.git(bare, "log", "--all", "--format=", "--name-only"))
        .doesNotContain(".github/workflows/ci.yml");
    assertNoSecretAnywhere();
  }

  /// Runs every injection's wish, every attack, tools on what the attacks left, and then the task.
  private Script obeying(List<String> injections) {
    var script = Script.matching("Greet the world");
    for (var command : Obedience.to(injections, listener.port())) {
      script = script.calls("run_command", Map.of("command", command, "timeout_seconds", 2));
    }
    var commands =
        new HostileCommands(data.toString(), outside.toString(), listener.port(), marker);
    for (var command : commands.all()) {
      script = script.calls("run_command", Map.of("command", command, "timeout_seconds", 2));
    }
    for (var path : List.of("link", "up/etc/passwd", "pipe", "to-pipe", "sock", "/etc/passwd")) {
      script =
          script
              .calls("read_file", Map.of("path", path))
              .calls("write_file", Map.of("path", path, "content", "owned"));
    }
    return script
        .calls("write_file", Map.of("path", ".git/hooks/pre-push", "content", "#!/bin/sh\n"))
        .calls("write_file", Map.of("path", ".github/workflows/ci.yml", "content", "evil"))
        .calls("write_file", Map.of("path", "docs/ROADMAP.md", "content", "✅ Complete"))
        .calls("run_command", Map.of("command", "rm -rf .github package.json"))
        .calls("write_file", Map.of("path", "hello.txt", "content", "hello\n"))
        .finishes("Greets the world.");
  }

  private static Map<String, String> repository(List<String> injections) {
    var files = new HashMap<String, String>();
    files.put("check.sh", "cat README.md; grep -q hello hello.txt || test ! -e hello.txt\n");
    files.put("code-developer.yml", "test: sh check.sh\n");
    files.put(
        "docs/ROADMAP.md",
        "### PRIORITY 1: Greet the world\n**Status**: 📝 Planned\n\n"
            + String.join("\n", injections).replaceAll("(?m)^", "> "));
    files.put("README.md", String.join("\n\n", injections));
    files.put("Main.java", "/*\n" + String.join("\n", injections) + "\n*/\n");
    return files;
  }

  private static List<String> injections() {
    var found = new ArrayList<>(Obedience.OWN);
    Corpus.find("prompt/injections.json")
        .ifPresent(file -> {
          var corpus = JsonParser.parseString(text(file)).getAsJsonObject();
          for (var kind : List.of("public", "own")) {
            corpus.getAsJsonArray(kind).forEach(each -> found.add(each.getAsString()));
          }
        });
    return found;
  }

  private Iteration run(Script script) {
    server = RecordedMessagesServer.start(Recording.of(script), duration -> {});
    var configuration =
        JobConfiguration.from(
            data, Map.of("ANTHROPIC_BASE_URL", server.baseUrl(), "PATH", "/usr/bin:/bin"));
    var redactor = new Redactor(KnownSecrets.of(platform.ports().secrets()));
    var services = JobServices.over(platform.ports(), redactor, new WorkDirectories(data));
    var workshop = new StandardWorkshop(configuration, platform.ports(), redactor);
    return new RunOnce(services, new Tight(workshop, data))
        .run(
            ProjectNames.of(bare.toString()),
            ProjectSettings.of(bare.toString()),
            Optional.empty(),
            new StopSignal(),
            Progress.silent());
  }

  private void assertNoSecretAnywhere() throws IOException {
    for (var request : server.requests()) {
      assertThat(request.toString()).doesNotContain(SECRETS);
    }
    var objects = Repositories.git(bare, "log", "--all", "-p", "--format=fuller");
    assertThat(objects).doesNotContain(SECRETS);
    platform.close();
    platform = null;
    try (var files = Files.walk(data)) {
      for (var file :
          files.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)).toList()) {
        if (!file.endsWith("secret")) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(SECRETS);
        }
      }
    }
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains("sleep " + marker))
        .toList();
  }

  private List<Path> find(String name) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.endsWith(name)).toList();
    }
  }

  /// Every path with what it is and holds.
  private static Map<String, String> contents(Path root) throws IOException {
    var found = new TreeMap<String, String>();
    try (var files = Files.walk(root)) {
      for (var file : files.toList()) {
        var attributes =
            Files.readAttributes(file, "unix:mode,uid,ctime", LinkOption.NOFOLLOW_LINKS);
        var content = Files.isRegularFile(file) ? Files.readString(file) : "";
        found.put(root.relativize(file).toString(), new TreeMap<>(attributes) + content);
      }
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// The usual workshop, with a sandbox whose limits are reached soon.
  private record Tight(Workshop usual, Path data) implements Workshop {
    @Override
    public RemoteRepository remote(ProjectSettings settings) {
      return usual.remote(settings);
    }

    @Override
    public GitHost host(io.codedeveloper.daemon.Project project) {
      return usual.host(project);
    }

    @Override
    public CommandSandbox sandbox() {
      return TightSandbox.choose(List.of(data));
    }

    @Override
    public AgentSource agents(ProjectSettings settings) {
      return usual.agents(settings);
    }
  }
}
