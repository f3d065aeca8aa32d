package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Tick;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.platform.SecretSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Ends all work at once and keeps any from beginning. Everything is begun at the same time, and
/// what fails keeps nothing else from being done.
final class EmergencyStop {
  /// What reaches repositories and costs money. The key that signs tokens stays: without it nobody
  /// could look at the installation any more.
  private static final List<SecretSource.Name> DISABLED =
      List.of(SecretSource.Name.ANTHROPIC_API_KEY, SecretSource.Name.GITHUB_TOKEN);

  private static final String EXECUTIONS = "executions";
  private static final String EXECUTION = "execution ";
  private static final String DAEMON = "daemon";

  /// Of all the time, for what is begun at first: an API that is silent takes all that it gets. The
  /// rest is for looking once more, and for ending what began meanwhile.
  static final double FIRST = 0.6;

  private final Site site;
  private final List<Supplier<List<Act>>> underway = new ArrayList<>();
  private final Set<String> cancelled = new HashSet<>();
  private final Set<String> relaunched = ConcurrentHashMap.newKeySet();
  private Optional<Pending<List<Execution>>> executions = Optional.empty();
  private Optional<Pending<List<Tick>>> ticks = Optional.empty();

  /// Begins all of it.
  ///
  /// @param secrets whether the secrets of the daemon are disabled, too
  EmergencyStop(Site site, boolean secrets) {
    this.site = site;
    halt();
    site.google().ifPresent(google -> stop(google, secrets));
  }

  private void halt() {
    var plan =
        new Act.Plan(
            DAEMON,
            "project-manager cloud stop --force",
            site.addressed("project-manager cloud start"));
    var answer = site.api(api -> api.stop(false, Optional.empty(), false));
    underway.add(() -> List.of(plan.carriedOut(() -> message(answer.get()))));
  }

  /// Halts the daemon of a project: each would go on by itself when its execution ends.
  private Supplier<Act> halting(String project) {
    var plan =
        new Act.Plan(
            DAEMON + " of " + project,
            "project-manager cloud stop --force --project " + project,
            "project-manager cloud start --project " + project);
    var answer = site.apiOf(project, api -> api.stop(false, Optional.empty(), false));
    return () -> plan.carriedOut(() -> message(answer.get()));
  }

  private static String message(JsonObject answer) {
    return new JsonView(answer).text("message").orElse("is told to stop");
  }

  private void stop(GoogleCloud google, boolean secrets) {
    var schedule = site.google(GoogleCloud::ticks);
    ticks = Optional.of(schedule);
    several(
        new Act.Plan("ticks", google.line("scheduler", "jobs", "list", at("location", google)), ""),
        () -> schedule.get(),
        tick -> pausing(google, tick));
    several(
        new Act.Plan("daemons", "project-manager cloud stop --force --project ID", ""),
        () -> schedule.get().stream().flatMap(tick -> tick.swept().stream()).toList(),
        this::halting);
    one(
        new Act.Plan(
            "queue",
            google.line("tasks", "queues", "pause", GoogleCloud.QUEUE, at("location", google)),
            google.line("tasks", "queues", "resume", GoogleCloud.QUEUE, at("location", google))),
        () -> {
          google.change("tasks", "queues", "pause", GoogleCloud.QUEUE, at("location", google));
          return "is paused";
        });
    var running = site.google(GoogleCloud::executions);
    executions = Optional.of(running);
    cancel(google, running::get);
    if (secrets) {
      DISABLED.forEach(name -> disable(google, name.name()));
    }
  }

  private static String at(String option, GoogleCloud google) {
    return "--" + option + "=" + google.location();
  }

  private void one(Act.Plan plan, Supplier<String> doing) {
    var pending = site.google(cloud -> plan.carriedOut(doing));
    underway.add(() -> List.of(plan.outcome(pending)));
  }

  /// Does the same to each of what a question finds, all at once.
  ///
  /// @param plan of the question
  /// @param each begins it
  private <T> void several(
      Act.Plan plan, Supplier<List<T>> question, Function<T, Supplier<Act>> each) {
    var pending = site.google(cloud -> question.get().stream().map(each).toList());
    underway.add(() -> {
      try {
        return pending.get().stream().map(Supplier::get).toList();
      } catch (RuntimeException failure) {
        return List.of(plan.failed(failure));
      }
    });
  }

  private Supplier<Act> pausing(GoogleCloud google, Tick tick) {
    var pause = List.of("scheduler", "jobs", "pause", tick.name(), at("location", google));
    var plan =
        new Act.Plan(
            "tick " + tick.name(),
            line(google, pause),
            google.line("scheduler", "jobs", "resume", tick.name(), at("location", google)));
    if (tick.isPaused()) {
      return () -> plan.needless("was paused before");
    }
    return begun(plan, google, pause, "is paused");
  }

  private Supplier<Act> begun(Act.Plan plan, GoogleCloud google, List<String> words, String said) {
    var pending =
        site.google(cloud ->
            plan.carriedOut(() -> {
              google.change(words.toArray(String[]::new));
              return said;
            }));
    return () -> plan.outcome(pending);
  }

  private static String line(GoogleCloud google, List<String> words) {
    return google.line(words.toArray(String[]::new));
  }

  private void cancel(GoogleCloud google, Supplier<List<Execution>> listed) {
    several(
        new Act.Plan(
            EXECUTIONS,
            google.line(
                "run",
                "jobs",
                "executions",
                "list",
                "--job=" + GoogleCloud.JOB,
                at("region", google)),
            ""),
        () -> stillRunning(listed),
        execution -> cancelling(google, execution));
  }

  private List<Execution> stillRunning(Supplier<List<Execution>> listed) {
    var running =
        listed.get().stream().filter(one -> one.state() == Execution.State.RUNNING).toList();
    synchronized (cancelled) {
      return running.stream().filter(one -> cancelled.add(one.name())).toList();
    }
  }

  private Supplier<Act> cancelling(GoogleCloud google, Execution execution) {
    var cancel =
        List.of(
            "run",
            "jobs",
            "executions",
            "cancel",
            execution.name(),
            at("region", google),
            "--async");
    var plan = new Act.Plan(EXECUTION + execution.name(), line(google, cancel), "");
    return begun(plan, google, cancel, "is being cancelled; the next one goes on where it was");
  }

  private void disable(GoogleCloud google, String name) {
    var list = List.of("secrets", "versions", "list", name, GoogleCloud.ENABLED_VERSIONS);
    several(
        new Act.Plan("secret " + name, line(google, list), ""),
        () -> google.list(list.toArray(String[]::new)),
        version -> disabling(google, name, version));
  }

  private Supplier<Act> disabling(GoogleCloud google, String name, JsonView version) {
    var path = version.text("name").orElse("");
    var number = path.substring(path.lastIndexOf('/') + 1);
    var words = List.of("secrets", "versions", "disable", number, "--secret=" + name);
    var plan =
        new Act.Plan(
            "secret " + name,
            line(google, words),
            google.line("secrets", "versions", "enable", number, "--secret=" + name));
    return begun(plan, google, words, "version " + number + " is disabled");
  }

  /// Waits for all of it, and cancels what began meanwhile.
  List<Act> acts() {
    site.settle(FIRST);
    site.google()
        .filter(google -> executions.filter(Pending::hasFailed).isEmpty())
        .ifPresent(this::cancelNew);
    var acts = outcomes();
    return isHalted(acts) ? acts : acts.stream().map(this::doubted).toList();
  }

  private void cancelNew(GoogleCloud google) {
    var first = executions.flatMap(Pending::known);
    var second = site.google(GoogleCloud::executions);
    cancel(
        google,
        () -> {
          var all = second.get();
          first.ifPresent(before -> noteNew(before, all));
          return all;
        });
  }

  private void noteNew(List<Execution> before, List<Execution> now) {
    var known = before.stream().map(Execution::name).toList();
    now.stream()
        .filter(one -> one.state() == Execution.State.RUNNING && !known.contains(one.name()))
        .forEach(one -> relaunched.add(EXECUTION + one.name()));
  }

  private static boolean isHalted(List<Act> acts) {
    return acts.stream().filter(act -> act.what().startsWith(DAEMON)).allMatch(Act::isDone);
  }

  /// A daemon that goes on begins what was ended again.
  private Act doubted(Act act) {
    return relaunched.contains(act.what()) && act.isDone()
        ? new Act(
            act.what(),
            Level.WRONG,
            "began after the others were cancelled, and is being cancelled, too; as long as the daemon is not halted it begins more",
            "project-manager ops emergency-stop --yes",
            "")
        : act;
  }

  private List<Act> outcomes() {
    var begun = List.copyOf(underway);
    underway.clear();
    return begun.stream().flatMap(one -> one.get().stream()).toList();
  }

  /// What was running when it began.
  Optional<Pending<List<Execution>>> executions() {
    return executions;
  }

  Optional<Pending<List<Tick>>> ticks() {
    return ticks;
  }
}
