package io.codedeveloper.daemon;

import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;

/// Gives at most one execution at a time the right to work on a project.
///
/// Only the store's clock decides. Every lease has a higher fence than all before it; an execution
/// proves with its fence that it is still the one.
public final class Leases {
  /// How long a lease lasts without being renewed: six missed heartbeats.
  public static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

  private final DocumentStore store;
  private final Duration timeToLive;

  public Leases(DocumentStore store, Duration timeToLive) {
    this.store = store;
    this.timeToLive = timeToLive;
  }

  /// Reserves the lease for an iteration whose execution is yet to start.
  public Reservation reserve(ProjectId id, String iteration) {
    mend(id);
    return store.transact(tx -> reserve(tx, Projects.require(tx, id), iteration));
  }

  /// Reserves and claims at once: for an execution that nobody launched.
  public Reservation take(ProjectId id, String iteration) {
    mend(id);
    return store.transact(tx -> reserve(tx, Projects.require(tx, id), iteration, true));
  }

  /// As [#take(ProjectId, String)], of a project that has these settings from then on and is made
  /// where it is missing. Whoever does not get the lease changes nothing.
  public Reservation take(ProjectId id, String iteration, ProjectSettings settings) {
    mend(id);
    return store.transact(tx -> reserve(tx, Projects.with(tx, id, settings), iteration, true));
  }

  /// As [#reserve(ProjectId, String)], within a transaction that read this project; writes it when
  /// reserved.
  Reservation reserve(Transaction tx, Project project, String iteration) {
    return reserve(tx, project, iteration, false);
  }

  private Reservation reserve(Transaction tx, Project project, String iteration, boolean claimed) {
    var held = project.liveLease(tx.time());
    if (held.isPresent()) {
      return new Reservation.Held(held.get().holder(), held.get().expiresAt());
    }
    var other = RepositoryClaim.heldByOther(tx, project);
    if (other.isPresent()) {
      return new Reservation.Elsewhere(other.get());
    }
    var fence = project.highestFence() + 1;
    var lease = new Lease(iteration, fence, end(tx), claimed);
    RepositoryClaim.put(tx, project);
    // A stop of before is not about what begins now.
    var begun = project.without("stopBy", "pullRequest").withLease(lease);
    Projects.put(tx, begun.with("currentIteration", iteration));
    return new Reservation.Reserved(fence);
  }

  /// Finds the highest fence again where the project's document lost it: no fence is ever given
  /// twice, and iterations and their journals remember theirs.
  void mend(ProjectId id) {
    var known = store.get(new ProjectDocuments(id).project()).map(Project::from);
    if (known.filter(project -> project.highestFence() == 0).isEmpty()) {
      return;
    }
    var newest = Query.of(new ProjectDocuments(id).iterations(), "fence").descending().limit(1);
    store.query(newest).items().stream()
        .findFirst()
        .map(iteration -> iteration.fields().number("fence", 0))
        .ifPresent(fence -> restore(id, fence));
  }

  private void restore(ProjectId id, long fence) {
    store.transact(tx -> {
      var project = Projects.require(tx, id);
      return Projects.put(
          tx,
          project
              .with("highestFence", Math.max(fence, project.highestFence()))
              .counting("fencesRestored"));
    });
  }

  /// Takes the reserved lease for an execution. A second execution under the same fence is refused.
  public Claim claim(ProjectId id, String iteration, long fence) {
    return store.transact(tx -> {
      var project = Projects.require(tx, id);
      var lease =
          project
              .liveLease(tx.time())
              .filter(held -> held.fence() == fence && held.holder().equals(iteration))
              .filter(held -> !held.claimed());
      if (lease.isEmpty()) {
        return new Claim.Refused(refusal(project, fence, tx.time()));
      }
      Projects.put(tx, project.withLease(lease.get().claimedUntil(end(tx))));
      return new Claim.Claimed();
    });
  }

  /// Makes the lease last for its full time from now.
  public Renewal renew(ProjectId id, long fence) {
    return store.transact(tx -> {
      var project = Projects.require(tx, id);
      var lease = project.liveLease(tx.time()).filter(held -> held.fence() == fence);
      if (lease.isEmpty()) {
        return new Renewal.Lost();
      }
      Projects.put(tx, project.withLease(lease.get().until(end(tx))));
      return new Renewal.Renewed(project.stopRequested(fence));
    });
  }

  /// Gives the lease back; nothing happens when it is not this fence's.
  public void release(ProjectId id, long fence) {
    store.transact(tx -> {
      var project = Projects.find(tx, id);
      var ours = project.filter(known -> holds(known, fence));
      ours.ifPresent(known -> Projects.put(tx, known.withoutLease()));
      return ours.isPresent();
    });
  }

  /// Runs a transaction as the holder of this fence.
  ///
  /// @throws StaleFenceException when the lease has expired or is another's; nothing is changed
  ///   then
  public <T> T fenced(ProjectId id, long fence, FencedBody<T> body) {
    return store.transact(tx -> {
      var project = Projects.require(tx, id);
      if (project.liveLease(tx.time()).filter(lease -> lease.fence() == fence).isEmpty()) {
        throw new StaleFenceException(id, fence);
      }
      return body.run(tx, project);
    });
  }

  private Instant end(Transaction tx) {
    return tx.time().plus(timeToLive);
  }

  private static boolean holds(Project project, long fence) {
    return project.lease().filter(lease -> lease.fence() == fence).isPresent();
  }

  private static String refusal(Project project, long fence, Instant now) {
    return project
        .lease()
        .map(lease ->
            "the lease is iteration %s's under fence %d (%s, until %s), not fence %d's to take"
                    .formatted(
                        lease.holder(),
                        lease.fence(),
                        lease.claimed() ? "claimed" : "not claimed",
                        lease.expiresAt(),
                        fence)
                + (lease.liveAt(now) ? "" : "; it has expired"))
        .orElse("nobody reserved the lease for fence " + fence);
  }

  /// Work under a fence. The project was read in the same transaction.
  @FunctionalInterface
  public interface FencedBody<T> {
    T run(Transaction tx, Project project);
  }

  /// What became of a reservation.
  public sealed interface Reservation {
    /// @param fence under which one execution may claim the lease
    record Reserved(long fence) implements Reservation {}

    /// Another project works on the same branch of the same repository.
    record Elsewhere(ProjectId project) implements Reservation {}

    /// Another has it. @param holder the iteration that does @param until unless it renews
    record Held(String holder, Instant until) implements Reservation {}
  }

  /// What became of a claim.
  public sealed interface Claim {
    record Claimed() implements Claim {}

    /// @param why one sentence for the log
    record Refused(String why) implements Claim {}
  }

  /// What became of a renewal.
  public sealed interface Renewal {
    /// @param stopRequested true when the execution shall end at its next safe point
    record Renewed(boolean stopRequested) implements Renewal {}

    /// The execution must end without any further effect.
    record Lost() implements Renewal {}
  }
}
