package io.codedeveloper.job.iteration;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.NextIteration;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.git.AccessToken;
import io.codedeveloper.job.git.JGitRemoteRepository;
import io.codedeveloper.job.git.NetworkLimits;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.LocalGitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.sandbox.Toolbox;
import io.codedeveloper.job.sandbox.UnsandboxedCommands;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.platform.local.LocalSecretSource;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// Iterations on real parts (SQLite, JGit, a bare repository, the repository's own test command),
/// with an agent that a test plays.
final class Harness implements AutoCloseable, Workshop {
  static final ProjectId PROJECT = new ProjectId("project");
  static final String SECRET = "ghp_0123456789abcdefghijABCDEFGHIJ012345";

  private final AtomicInteger ids = new AtomicInteger();
  final Path directory;
  final Path bare;
  final LocalPlatform platform;
  final JobServices services;
  final StopSignal stop = new StopSignal();
  final List<String> said = new ArrayList<>();
  ProjectSettings settings;
  CodingAgent agent = (task, session) -> new CodingAgent.Result.GaveUp("no agent was given");
  AgentSource agents = tools -> agent;
  UnaryOperator<RemoteRepository> remotes = UnaryOperator.identity();
  UnaryOperator<GitHost> hosts = UnaryOperator.identity();
  UnaryOperator<CommandSandbox> sandboxes = UnaryOperator.identity();

  Harness(Path directory) {
    this(directory, UnaryOperator.identity());
  }

  /// @param documents what the iteration sees of the document store
  Harness(Path directory, UnaryOperator<DocumentStore> documents) {
    this.directory = directory;
    this.bare = directory.resolve("remote.git");
    this.platform =
        LocalPlatform.open(
            directory.resolve("data"),
            Clock.systemUTC(),
            () -> "id-" + ids.incrementAndGet(),
            Map.of(),
            new LocalSecretSource(Map.of(), directory.resolve("none")),
            request -> new JobCommand(List.of("true"), Map.of()));
    this.services =
        JobServices.over(
            over(platform.ports(), documents.apply(platform.ports().documents())),
            new Redactor(List.of(Secret.of(SECRET))),
            new WorkDirectories(directory.resolve("data")));
    this.settings = ProjectSettings.of(bare.toString());
  }

  private static Platform over(Platform ports, DocumentStore documents) {
    return new Platform(
        documents,
        ports.blobs(),
        ports.bus(),
        ports.jobs(),
        ports.delayedTasks(),
        ports.schedule(),
        ports.secrets(),
        ports.logs(),
        ports.clock(),
        ports.ids());
  }

  /// From now on ids are higher than those that this number of earlier ones have.
  Harness idsAfter(int earlier) {
    ids.set(earlier);
    return this;
  }

  /// Makes the remote: a README, a test script and a roadmap of this text.
  Harness withRoadmap(String roadmap) {
    return withFiles(
        Map.of(
            "README.md", "# A project\n",
            "check.sh", "test ! -e broken\n",
            "code-developer.yml", "test: sh check.sh\n",
            "docs/ROADMAP.md", roadmap));
  }

  Harness withFiles(Map<String, String> files) {
    Repositories.bare(directory, files);
    return this;
  }

  /// Runs the next iteration to its end, as a dispatcher and a job would.
  Iteration run() {
    return tryRun().orElseThrow();
  }

  /// As [#run]; empty when the lease was lost.
  Optional<Iteration> tryRun() {
    services.projects().create(PROJECT, settings);
    var id =
        new NextIteration(services.iterations(), services.notifications())
            .find(PROJECT)
            .map(Iteration::id)
            .orElseGet(platform.ports().ids()::next);
    var fence = ((Leases.Reservation.Reserved) services.leases().take(PROJECT, id)).fence();
    services.iterations().create(PROJECT, id);
    return new IterationRunner(services, this).run(PROJECT, id, fence, stop, progress());
  }

  /// Frees the lease as its expiry would, after a crash.
  void leaseExpires() {
    services.leases().release(PROJECT, services.projects().require(PROJECT).highestFence());
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void step(String step, int number, int of) {
        said.add(step);
      }

      @Override
      public void line(String text) {
        said.add(text);
      }
    };
  }

  List<PullRequest> pullRequests(String branch) {
    return host().find(branch);
  }

  LocalGitHost host() {
    return new LocalGitHost(
        platform.ports().documents(), PROJECT.value(), platform.ports().clock());
  }

  List<Notification> notifications() {
    return services.notifications().list(PROJECT, Optional.empty(), 100, Optional.empty()).items();
  }

  /// What a branch of the remote holds at a path.
  String show(String branch, String path) {
    return git("show", branch + ":" + path);
  }

  /// The paths that a branch changed against main.
  List<String> changed(String branch) {
    return git("diff", "--name-only", "main", branch).lines().toList();
  }

  String log(String branch) {
    return git("log", "-1", "--format=%an <%ae>%n%B", branch);
  }

  /// Somebody commits to a branch of the remote.
  void somebodyCommits(String branch, String path, String content) {
    var clone = directory.resolve("clone-" + platform.ports().ids().next());
    Repositories.somebodyCommits(bare, clone, branch, path, content);
  }

  /// A commit of the files of main without any history.
  String orphan() {
    var who = List.of("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org");
    var command = new ArrayList<>(who);
    command.addAll(List.of("commit-tree", "-m", "Anew", "main^{tree}"));
    return git(command.toArray(String[]::new)).strip();
  }

  /// The body of the project's first pull request.
  String pullRequestBody() {
    var requests = new ProjectDocuments(PROJECT).project().collection("pullRequests");
    var first = platform.ports().documents().get(requests.document("1")).orElseThrow();
    return first.fields().requireText("body");
  }

  String git(String... arguments) {
    return Repositories.git(bare, arguments);
  }

  @Override
  public RemoteRepository remote(ProjectSettings wanted) {
    return remotes.apply(
        JGitRemoteRepository.open(
            RemoteUrl.parse(wanted.repository()),
            services.directories().gitCache(),
            AccessToken.none(),
            NetworkLimits.usual(),
            platform.ports().clock()));
  }

  @Override
  public GitHost host(Project project) {
    return hosts.apply(host());
  }

  @Override
  public CommandSandbox sandbox() {
    return sandboxes.apply(
        new UnsandboxedCommands(Toolbox.of(Path.of(System.getProperty("java.home")))));
  }

  @Override
  public AgentSource agents(ProjectSettings wanted) {
    return agents;
  }

  @Override
  public void close() {
    platform.close();
  }
}
