package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.Tick;
import io.codedeveloper.cli.ops.Act.Part;
import io.codedeveloper.cli.ops.Act.Undo;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.util.List;

/// Stops what begins work in Google Cloud, and what work needs.
final class CloudStop {
  /// What reaches repositories and costs money. The key that signs tokens stays: without it nobody
  /// could look at the installation any more.
  private static final List<SecretSource.Name> DISABLED =
      List.of(SecretSource.Name.ANTHROPIC_API_KEY, SecretSource.Name.GITHUB_TOKEN);

  private static final String PAUSED_BEFORE = "was paused before";
  private static final String IS_PAUSED = "is paused";

  private final Site site;
  private final CloudActs acts;
  private final ByHand byHand;
  private final DaemonHalts daemons;
  private volatile Pending<List<Tick>> ticks;

  /// Begins all of it.
  ///
  /// @param daemons get the projects that ticks are of
  /// @param secrets whether the secrets of the daemon are disabled, too
  CloudStop(Site site, CloudActs acts, DaemonHalts daemons, boolean secrets) {
    this.site = site;
    this.acts = acts;
    this.daemons = daemons;
    byHand = new ByHand(site, acts.google());
    ticks = site.google(GoogleCloud::ticks);
    stopTicks();
    pauseQueue();
    if (secrets) {
      DISABLED.forEach(name -> disable(name.name()));
    }
  }

  private void stopTicks() {
    acts.each(
        List.of(
            new Act.Plan(Part.DAEMON, "other daemons", byHand.daemons(), Undo.NONE),
            new Act.Plan(Part.TICKS, "ticks", byHand.ticks(), Undo.NONE)),
        this::listed,
        tick -> {
          pause(tick);
          tick.swept().ifPresent(daemons::halt);
        },
        () -> "there are none in " + acts.google().location());
  }

  private List<Tick> listed() {
    if (ticks.hasFailed()) {
      ticks = site.google(GoogleCloud::ticks);
    }
    return ticks.get();
  }

  private void pause(Tick tick) {
    var words = List.of("scheduler", "jobs", "pause", tick.name(), acts.at("location"));
    var resume = List.of("scheduler", "jobs", "resume", tick.name(), acts.at("location"));
    var plan =
        new Act.Plan(
            Part.TICKS, "tick " + tick.name(), acts.line(words), Undo.by(acts.line(resume)));
    acts.one(
        plan, () -> tick.isPaused() ? plan.needless(PAUSED_BEFORE) : paused(plan, words, tick));
  }

  /// What is paused already cannot be paused: the daemon, halted at the same time, pauses its own.
  private Act paused(Act.Plan plan, List<String> words, Tick tick) {
    var act = acts.changed(plan, words, IS_PAUSED);
    return !act.isDone() && isPausedMeanwhile(tick) ? plan.carriedOut(() -> IS_PAUSED) : act;
  }

  private boolean isPausedMeanwhile(Tick tick) {
    try {
      return acts.google()
          .one("scheduler", "jobs", "describe", tick.name(), acts.at("location"))
          .text("state")
          .filter("PAUSED"::equals)
          .isPresent();
    } catch (UserErrorException | TransientException unknown) {
      return false;
    }
  }

  private void pauseQueue() {
    var words = List.of("tasks", "queues", "pause", GoogleCloud.QUEUE, acts.at("location"));
    var resume =
        acts.line(List.of("tasks", "queues", "resume", GoogleCloud.QUEUE, acts.at("location")));
    var plan = new Act.Plan(Part.QUEUE, "queue", acts.line(words), Undo.perhapsBy(resume));
    var before = site.google(GoogleCloud::queue);
    acts.one(
        plan,
        () -> {
          var state = before.knownBy(EmergencyStop.BEFORE).flatMap(one -> one.text("state"));
          return state.filter("PAUSED"::equals).isPresent()
              ? plan.needless(PAUSED_BEFORE)
              : acts.changed(
                  state.map(ran -> plan.undoneBy(Undo.by(resume))).orElse(plan), words, IS_PAUSED);
        });
  }

  private void disable(String name) {
    var google = acts.google();
    acts.each(
        List.of(new Act.Plan(Part.SECRETS, "secret " + name, byHand.secret(name), Undo.NONE)),
        () -> google.list("secrets", "versions", "list", name, GoogleCloud.ENABLED_VERSIONS),
        version -> disable(name, version),
        () -> "no version is enabled");
  }

  private void disable(String name, JsonView version) {
    var path = version.text("name").orElse("");
    var number = path.substring(path.lastIndexOf('/') + 1);
    var words = List.of("secrets", "versions", "disable", number, "--secret=" + name);
    var enable = List.of("secrets", "versions", "enable", number, "--secret=" + name);
    var plan =
        new Act.Plan(Part.SECRETS, "secret " + name, acts.line(words), Undo.by(acts.line(enable)));
    acts.one(plan, () -> acts.changed(plan, words, "version " + number + " is disabled"));
  }

  /// What Cloud Scheduler had before.
  Pending<List<Tick>> ticks() {
    return ticks;
  }
}
