package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.Tick;
import io.codedeveloper.cli.program.Questions.Pending;
import java.util.List;
import java.util.Optional;

/// Ends all work at once and keeps any from beginning. Everything is begun at the same time; what
/// fails keeps nothing else from being done, and is tried once more.
final class EmergencyStop {
  /// Of all the time, for what is begun at first: an API that is silent takes all that it gets. The
  /// rest is for looking once more, and for ending what began meanwhile.
  static final double FIRST = 0.6;

  /// Of all the time, to learn how something is before it is stopped; known or not, it is stopped
  /// then.
  static final double BEFORE = 0.25;

  private final Site site;
  private final Attempts attempts = new Attempts();
  private final Optional<CloudStop> cloud;
  private final Optional<ExecutionsStop> executions;

  /// Begins all of it.
  ///
  /// @param secrets whether the secrets of the daemon are disabled, too
  EmergencyStop(Site site, boolean secrets) {
    this.site = site;
    var daemons = new DaemonHalts(site, attempts);
    var acts = site.google().map(google -> new CloudActs(site, google, attempts));
    executions = acts.map(its -> new ExecutionsStop(site, its));
    cloud = acts.map(its -> new CloudStop(site, its, daemons, secrets));
  }

  /// Waits for all of it, tries once more what failed, and cancels what began meanwhile.
  ///
  /// @return in the order in which they are told; they are undone in the opposite one
  List<Act> acts() {
    site.settle(FIRST);
    executions.ifPresent(ExecutionsStop::lookAgain);
    attempts.again();
    var acts = attempts.outcomes();
    return isHalted(acts) ? acts : acts.stream().map(this::doubted).toList();
  }

  private static boolean isHalted(List<Act> acts) {
    return acts.stream().filter(act -> act.part() == Act.Part.DAEMON).allMatch(Act::isDone);
  }

  private Act doubted(Act act) {
    return executions.map(stop -> stop.doubted(act)).orElse(act);
  }

  /// What ran, as it was seen last.
  Optional<Pending<List<Execution>>> executions() {
    return executions.map(ExecutionsStop::seen);
  }

  /// The ticks as they were before.
  Optional<Pending<List<Tick>>> ticks() {
    return cloud.map(CloudStop::ticks);
  }
}
