package io.codedeveloper.job;

import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.Leases.Reservation;
import io.codedeveloper.daemon.NextIteration;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.Workshop;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.roadmap.PriorityId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// One iteration in the foreground: goes on with what was interrupted or answered, else begins with
/// the next priority.
public final class RunOnce {
  private final JobServices services;
  private final Workshop workshop;

  public RunOnce(JobServices services, Workshop workshop) {
    this.services = services;
    this.workshop = workshop;
  }

  /// Runs it, and returns the iteration as it ended. The project has these settings from then on;
  /// while another execution works on it, it keeps its own.
  ///
  /// @param priority only this one; empty: whichever is next
  /// @throws TransientException when another execution works on the project, or took it over on the
  ///   way
  public Iteration run(
      ProjectId project,
      ProjectSettings settings,
      Optional<String> priority,
      StopSignal stop,
      Progress progress) {
    var resumed = resumable(project, settings, priority);
    var id = resumed.map(Iteration::id).orElseGet(services.platform().ids()::next);
    var asked = resumed.isPresent() ? Optional.<String>empty() : priority;
    var fence = take(project, id, settings);
    services.iterations().create(project, id);
    services.projects().update(project, known -> noted(known, id, fence, asked));
    return new Execution(services, workshop, project, id, fence, false, () -> {})
        .run(stop, progress)
        .orElseThrow(() -> takenOver(project));
  }

  /// An interrupted or answered iteration goes on, unless another priority was asked for.
  private Optional<Iteration> resumable(
      ProjectId project, ProjectSettings settings, Optional<String> priority) {
    return new NextIteration(services.iterations(), services.notifications())
        .find(project, settings)
        .filter(iteration -> priority.isEmpty() || isFor(iteration, priority.get().strip()));
  }

  private static boolean isFor(Iteration iteration, String wanted) {
    var worksOn = iteration.data().text("priorityId").map(PriorityId::new);
    return iteration.priority().equals(Optional.of(wanted))
        || worksOn
            .filter(id ->
                id.names(new PriorityId(wanted)) || id.names(new PriorityId("PRIORITY " + wanted)))
            .isPresent();
  }

  /// Takes the lease, also from a foreground run that was killed: there is no need to wait for its
  /// end then.
  private long take(ProjectId project, String iteration, ProjectSettings settings) {
    var first = services.leases().take(project, iteration, settings);
    var second =
        first instanceof Reservation.Held && freedFromDead(project)
            ? services.leases().take(project, iteration, settings)
            : first;
    return switch (second) {
      case Reservation.Reserved(var fence) -> fence;
      case Reservation.Elsewhere(var other) ->
          throw new UserErrorException(
              "project '%s' works on the same branch of this repository; stop it first"
                  .formatted(other));
      case Reservation.Held(var holder, var until) ->
          throw new TransientException(
              "iteration %s works on this project already; try again when it has ended (if it was killed: after %s)"
                  .formatted(holder, until.truncatedTo(ChronoUnit.SECONDS)));
    };
  }

  private boolean freedFromDead(ProjectId id) {
    var project = services.projects().require(id);
    var dead =
        project
            .lease()
            .filter(lease -> project.fields().number("foregroundFence", 0) == lease.fence())
            .filter(lease ->
                project
                    .fields()
                    .text("foreground")
                    .map(Foreground::of)
                    .filter(one -> !one.isAlive())
                    .isPresent());
    dead.ifPresent(lease -> services.leases().release(id, lease.fence()));
    return dead.isPresent();
  }

  private static Project noted(
      Project project, String iteration, long fence, Optional<String> priority) {
    var noted =
        project
            .with("currentIteration", iteration)
            .with("foreground", Foreground.self().toString())
            .with("foregroundFence", fence);
    return priority.map(wanted -> noted.with("requestedPriority", wanted)).orElse(noted);
  }

  private static TransientException takenOver(ProjectId project) {
    return new TransientException(
        "another execution has taken over project %s; this one ended without any further effect"
            .formatted(project));
  }
}
