package io.codedeveloper.job;

import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Keeps a lease alive and notices that the user asked to stop. Called every two seconds; renews
/// every ten.
final class Heartbeat {
  /// At most one write in ten seconds: Firestore takes about one a second on a document.
  static final Duration RENEWAL = Duration.ofSeconds(10);

  /// No new effect begins in the last quarter of a lease that cannot be renewed.
  static final Duration MARGIN = Duration.ofSeconds(15);

  private final Projects projects;
  private final Leases leases;
  private final ProjectId project;
  private final long fence;
  private final StopSignal stop;
  private final boolean followsDesired;
  private final InstantSource clock;
  private Instant renewed;

  /// @param followsDesired whether the project's desired state `stopped` ends this execution; a run
  ///   in the foreground goes on in a stopped project
  /// @param clock for durations only
  Heartbeat(
      Projects projects,
      Leases leases,
      ProjectId project,
      long fence,
      StopSignal stop,
      boolean followsDesired,
      InstantSource clock) {
    this.projects = projects;
    this.leases = leases;
    this.project = project;
    this.fence = fence;
    this.stop = stop;
    this.followsDesired = followsDesired;
    this.clock = clock;
    this.renewed = clock.instant();
  }

  /// Looks at the desired state and, when it is time, renews.
  void beat() {
    try {
      lookAtDesired();
      if (!clock.instant().isBefore(renewed.plus(RENEWAL))) {
        renew();
      }
    } catch (RuntimeException unreachable) {
      // Whatever it is: the loop must go on, and work must end before the lease does.
      stopNearExpiry();
    }
  }

  private void lookAtDesired() {
    var asked = projects.get(project).map(known -> known.stopRequested(fence)).orElse(true);
    if (asked && followsDesired) {
      stop.request();
    }
  }

  private void renew() {
    switch (leases.renew(project, fence)) {
      case Leases.Renewal.Renewed(var asked) -> renewed = clock.instant();
      case Leases.Renewal.Lost() -> stop.leaseLost();
    }
  }

  private void stopNearExpiry() {
    if (clock.instant().isAfter(renewed.plus(Leases.TIME_TO_LIVE).minus(MARGIN))) {
      stop.leaseLost();
    }
  }
}
