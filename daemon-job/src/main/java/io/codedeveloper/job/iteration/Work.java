package io.codedeveloper.job.iteration;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.Iterations.Effect;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.tool.ProtectedPaths;
import io.codedeveloper.job.agent.tool.ToolSettings;
import io.codedeveloper.job.git.CommitId;
import io.codedeveloper.job.git.RemoteRepository;
import io.codedeveloper.job.git.WorkTree;
import io.codedeveloper.job.host.GitHost;
import io.codedeveloper.job.host.PullRequest;
import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.job.toolchain.TestReport;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.roadmap.Priority;
import io.codedeveloper.roadmap.Roadmap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What the steps of one iteration share: what surrounds them, and what earlier steps have found.
///
/// Lives as long as one execution. What must outlive it is in [Iteration] and in [Checkpoints].
final class Work {
  private final JobServices services;
  private final Project project;
  private final long fence;
  private final RemoteRepository remote;
  private final GitHost host;
  private final CommandSandbox sandbox;
  private final StopSignal stop;
  private final Progress progress;
  private final AgentSource agents;
  private final List<String> notes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Optional<String>> answers = new HashMap<>();
  private Iteration iteration;
  private @Nullable CommitId base;
  private @Nullable Checkpoints checkpoints;
  private final RoadmapReader roadmaps = new RoadmapReader();
  private @Nullable String roadmapPath;
  private @Nullable Roadmap roadmap;
  private @Nullable Roadmap newestRoadmap;
  private @Nullable Priority priority;
  private @Nullable WorkTree workTree;
  private boolean laidOut;
  private @Nullable RepositoryTests tests;
  private Optional<String> spec = Optional.empty();
  private Optional<String> plan = Optional.empty();
  private Optional<String> earlierAttempt = Optional.empty();
  private Optional<TestReport> testsBefore = Optional.empty();
  private Optional<TestReport> testsAfter = Optional.empty();
  private @Nullable CommitId commit;
  private @Nullable PullRequest pullRequest;

  Work(Surroundings around, Iteration iteration) {
    this.services = around.services();
    this.project = around.project();
    this.fence = around.fence();
    this.remote = around.remote();
    this.host = around.host();
    this.sandbox = around.sandbox();
    this.agents = around.agents();
    this.stop = around.stop();
    this.progress = around.progress();
    this.iteration = iteration;
  }

  /// What an execution has opened for its iteration.
  record Surroundings(
      JobServices services,
      Project project,
      long fence,
      RemoteRepository remote,
      GitHost host,
      CommandSandbox sandbox,
      AgentSource agents,
      StopSignal stop,
      Progress progress) {}

  JobServices services() {
    return services;
  }

  Project project() {
    return project;
  }

  long fence() {
    return fence;
  }

  RemoteRepository remote() {
    return remote;
  }

  GitHost host() {
    return host;
  }

  CommandSandbox sandbox() {
    return sandbox;
  }

  /// The agent for this repository, once its rules are known.
  CodingAgent agent() {
    return agents.open(tests().toolSettings());
  }

  /// The agent before anything is laid out or prepared: it can be asked what it costs.
  CodingAgent unpreparedAgent() {
    return agents.open(
        new ToolSettings(
            sandbox, Map.of(), List.of(), List.of(), ProtectedPaths.standard(roadmapPath())));
  }

  /// What was kept of the work on the iteration's base.
  Checkpoints checkpoints() {
    var now = Checkpoints.ofWork(services.platform().blobs(), iteration, fence);
    var known = checkpoints;
    if (known == null || !known.isOnBaseOf(now)) {
      checkpoints = now;
      return now;
    }
    return known;
  }

  /// What was kept of the plan before the work; it holds on any base.
  Checkpoints planCheckpoints() {
    return Checkpoints.ofPlan(services.platform().blobs(), iteration, fence);
  }

  RoadmapReader roadmaps() {
    return roadmaps;
  }

  StopSignal stop() {
    return stop;
  }

  Iteration iteration() {
    return iteration;
  }

  /// Tells people one line.
  void say(String line) {
    progress.line(services.redactor().redact(line));
  }

  /// Remembers what a reviewer should know; it ends up in the pull request.
  void note(String line) {
    if (!notes.contains(line)) {
      notes.add(line);
    }
  }

  /// As [#note], and tells it in the notification too.
  void warn(String line) {
    note(line);
    if (!warnings.contains(line)) {
      warnings.add(line);
    }
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /// Shows people which step begins.
  ///
  /// @throws io.codedeveloper.daemon.StaleFenceException when another execution may work now
  void enter(String step, int percent) {
    services.iterations().enter(project.id(), fence, step, percent);
  }

  /// Records an effect that has happened, and what it means for the iteration.
  ///
  /// @throws io.codedeveloper.daemon.StaleFenceException when another execution may work now
  void journal(String step, int percent, Fields effect, UnaryOperator<Iteration> change) {
    iteration =
        services
            .iterations()
            .journal(
                project.id(), iteration.id(), fence, new Effect(step, percent, effect), change);
  }

  /// Takes over the iteration as a transaction of this execution left it.
  void iteration(Iteration changed) {
    iteration = changed;
  }

  /// How a question was answered when this execution first looked. An answer that comes after that
  /// is the next execution's: seen halfway, it would have the same question put again.
  Optional<String> answer(String question) {
    return answers.computeIfAbsent(
        question,
        id -> services.notifications().get(project.id(), id).flatMap(Notification::response));
  }

  /// Proves that this execution still is the one, before an effect that no transaction guards.
  void checkFence() {
    services.leases().fenced(project.id(), fence, (tx, now) -> true);
  }

  /// Whether the base branch still is where the work began, or has only gone on from there. A
  /// branch that was rewritten without it must not get it back.
  boolean baseIsCurrent() {
    var branch = project.settings().baseBranch();
    return remote.head(branch).equals(Optional.of(base())) || remote.contains(branch, base());
  }

  CommitId base() {
    return require(base, "base");
  }

  void base(CommitId found) {
    base = found;
  }

  String roadmapPath() {
    return require(roadmapPath, "roadmap path");
  }

  Roadmap roadmap() {
    return require(roadmap, "roadmap");
  }

  /// The roadmap as the base branch has it now; another one than [#roadmap] only where work is
  /// resumed.
  Roadmap newestRoadmap() {
    return require(newestRoadmap, "newest roadmap");
  }

  void roadmap(String path, Roadmap ofBase, Roadmap newest) {
    roadmapPath = path;
    roadmap = ofBase;
    newestRoadmap = newest;
  }

  Priority priority() {
    return require(priority, "priority");
  }

  void priority(Priority chosen) {
    priority = chosen;
  }

  WorkTree workTree() {
    return require(workTree, "work tree");
  }

  /// A tree that holds the base, and the work only once [#laidOut] says so.
  void workTree(WorkTree tree) {
    workTree = tree;
    laidOut = false;
  }

  /// Whether what differs from the base in the work tree is the work: not what preparing made, and
  /// with all that earlier executions did.
  boolean isLaidOut() {
    return laidOut;
  }

  void laidOut() {
    laidOut = true;
  }

  RepositoryTests tests() {
    return require(tests, "tests");
  }

  void tests(RepositoryTests found) {
    tests = found;
  }

  Optional<String> spec() {
    return spec;
  }

  void spec(String text) {
    spec = Optional.of(text);
  }

  Optional<String> plan() {
    return plan;
  }

  void plan(String text) {
    plan = Optional.of(text);
  }

  /// How the attempt ended whose work lies in the work tree already.
  Optional<String> earlierAttempt() {
    return earlierAttempt;
  }

  void earlierAttempt(String end) {
    earlierAttempt = Optional.of(end);
  }

  Optional<TestReport> testsBefore() {
    return testsBefore;
  }

  void testsBefore(Optional<TestReport> report) {
    testsBefore = report;
  }

  Optional<TestReport> testsAfter() {
    return testsAfter;
  }

  void testsAfter(Optional<TestReport> report) {
    testsAfter = report;
  }

  CommitId commit() {
    return require(commit, "commit");
  }

  Optional<CommitId> openCommit() {
    return Optional.ofNullable(commit);
  }

  void commit(CommitId made) {
    commit = made;
  }

  /// What this iteration proposes, where an execution of it has put that on its branch already.
  Optional<CommitId> pushed() {
    var made = iteration.commit().map(CommitId::new);
    return made.isEmpty()
        ? made
        : iteration.branch().flatMap(remote::head).filter(made.get()::equals);
  }

  PullRequest pullRequest() {
    return require(pullRequest, "pull request");
  }

  void pullRequest(PullRequest found) {
    pullRequest = found;
  }

  private static <T> T require(@Nullable T value, String what) {
    if (value == null) {
      throw new IllegalStateException("no step has found the " + what + " yet");
    }
    return value;
  }
}
