package io.codedeveloper.daemon;

import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;

/// Repairs, at every tick, what a crash or a lost message left behind. Every repair is counted in
/// the project.
final class Reconciler {
  /// A command that was not applied for this long is published again.
  private static final Duration UNDELIVERED = Duration.ofSeconds(60);

  /// Publications of one command, after which it has failed.
  private static final int MOST_DELIVERIES = 10;

  private final DocumentStore store;
  private final Commands commands;
  private final Launches launches;
  private final JobLauncher jobs;

  Reconciler(DocumentStore store, Commands commands, Launches launches, JobLauncher jobs) {
    this.store = store;
    this.commands = commands;
    this.launches = launches;
    this.jobs = jobs;
  }

  void repair(ProjectId project) {
    freeOrphanedLease(project);
    haltOverdue(project);
    var now = store.transact(tx -> tx.time());
    for (var command : commands.open(project)) {
      if (command.understood().isEmpty()) {
        commands.failUnreadable(project, command);
      } else if (!command.changedAt().plus(UNDELIVERED).isAfter(now)) {
        deliverAgain(project, command);
      }
    }
  }

  /// Ends the execution of a daemon that should have stopped by now.
  void haltOverdue(ProjectId id) {
    var overdue =
        store.transact(tx -> {
          var project = Projects.require(tx, id);
          return project.desired() == Desired.STOPPED
              && project.lease().isPresent()
              && reached(project, tx.time());
        });
    if (overdue) {
      launches.halt(id);
    }
  }

  private static boolean reached(Project project, Instant now) {
    return project.stopBy().filter(by -> !by.isAfter(now)).isPresent();
  }

  private void freeOrphanedLease(ProjectId id) {
    launches.freeExpired(id);
    var held = store.transact(tx -> Projects.require(tx, id).liveLease(tx.time()));
    held.filter(lease -> ended(id, lease))
        .ifPresent(lease -> launches.free(id, lease.fence(), "leasesOrphaned"));
  }

  /// True when the lease's execution is known to be over. One that nobody knows may be starting:
  /// that is left to time.
  private boolean ended(ProjectId id, Lease lease) {
    var iteration = store.transact(tx -> Iterations.find(tx, id, lease.holder()));
    return iteration
        .filter(known -> known.fields().number("fence", 0) == lease.fence())
        .flatMap(Iteration::execution)
        .map(jobs::status)
        .filter(Reconciler::over)
        .isPresent();
  }

  private static boolean over(JobLauncher.Status status) {
    return switch (status) {
      case SUCCEEDED, FAILED, CANCELLED -> true;
      case RUNNING, UNKNOWN -> false;
    };
  }

  private void deliverAgain(ProjectId id, CommandRecord command) {
    if (command.deliveries() >= MOST_DELIVERIES) {
      commands.fail(id, command.id(), undeliverable(command));
      return;
    }
    commands.publish(id, command);
    store.transact(
        tx -> Projects.put(tx, Projects.require(tx, id).counting("commandsRepublished")));
  }

  private static String undeliverable(CommandRecord command) {
    return "the command '%s' of %s (%s) could not be delivered %d times; look at the dispatcher's log, then give it again"
        .formatted(command.type(), command.issuedBy(), command.id(), command.deliveries());
  }
}
