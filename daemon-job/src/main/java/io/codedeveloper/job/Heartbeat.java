package io.codedeveloper.job;

import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Keeps a lease alive and notices that the user asked to stop. [#beat] is called every two seconds
/// and renews every ten; [#watch] never waits for the store.
final class Heartbeat {
  /// At most one write in ten seconds: Firestore takes about one a second on a document.
  static final Duration RENEWAL = Duration.ofSeconds(10);

  /// No new effect begins in the last quarter of a lease that cannot be renewed.
  static final Duration MARGIN = Duration.ofSeconds(15);

  /// So long before a graceful stop becomes a forced one, what is in flight is ended from inside.
  static final Duration LAST_MOMENT = Duration.ofSeconds(5);

  private final Projects projects;
  private final Leases leases;
  private final ProjectId project;
  private final long fence;
  private final StopSignal stop;
  private final boolean followsDesired;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private volatile long renewed;

  /// @param followsDesired whether the project's desired state `stopped` ends this execution; a run
  ///   in the foreground goes on in a stopped project
  /// @param clock for comparing with instants in the store
  /// @param nanos for durations: it only grows, whatever happens to the clock
  Heartbeat(
      Projects projects,
      Leases leases,
      ProjectId project,
      long fence,
      StopSignal stop,
      boolean followsDesired,
      InstantSource clock,
      LongSupplier nanos) {
    this.projects = projects;
    this.leases = leases;
    this.project = project;
    this.fence = fence;
    this.stop = stop;
    this.followsDesired = followsDesired;
    this.clock = clock;
    this.nanos = nanos;
    this.renewed = nanos.getAsLong();
  }

  /// Looks at the desired state and, when it is time, renews.
  void beat() {
    try {
      lookAtDesired();
      if (sinceRenewal().compareTo(RENEWAL) >= 0) {
        renew();
      }
    } catch (RuntimeException unreachable) {
      // Whatever it is: the loop must go on, and the watch ends the work before the lease ends.
      stop.requested();
    }
    watch();
  }

  /// Ends the work in time when the lease could not be renewed.
  void watch() {
    if (sinceRenewal().compareTo(Leases.TIME_TO_LIVE.minus(MARGIN)) > 0) {
      stop.leaseLost();
    }
  }

  private void lookAtDesired() {
    if (!followsDesired) {
      return;
    }
    var known = projects.get(project);
    if (known.map(one -> one.stopRequested(fence)).orElse(true)) {
      stop.request();
    }
    if (known.map(this::overdue).orElse(true)) {
      stop.abort();
    }
  }

  private boolean overdue(Project known) {
    return known.stopBy().filter(by -> !clock.instant().plus(LAST_MOMENT).isBefore(by)).isPresent();
  }

  /// The lease lasts from the commit, which is later than the beginning of the call.
  private void renew() {
    var begun = nanos.getAsLong();
    switch (leases.renew(project, fence)) {
      case Leases.Renewal.Renewed(var asked) -> renewed = begun;
      case Leases.Renewal.Lost() -> stop.leaseLost();
    }
  }

  private Duration sinceRenewal() {
    return Duration.ofNanos(nanos.getAsLong() - renewed);
  }
}
