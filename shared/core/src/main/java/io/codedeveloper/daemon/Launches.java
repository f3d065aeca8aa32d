package io.codedeveloper.daemon;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.DelayedTasks;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.JobLauncher.JobRequest;
import io.codedeveloper.platform.MessageBus;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Starts and ends the executions that work on iterations.
final class Launches {
  /// Refused launches in a row before people are told; most cure themselves.
  private static final int REFUSALS_TOLD = 3;

  /// Launches of one iteration without a single effect, after which it is given up: it crashes.
  private static final int MOST_FRUITLESS = 5;

  private final DocumentStore store;
  private final Leases leases;
  private final NextIteration next;
  private final JobLauncher jobs;
  private final DelayedTasks delayed;
  private final IdSource ids;
  private final SecretSource secrets;

  Launches(Platform platform, Leases leases, NextIteration next) {
    this.store = platform.documents();
    this.leases = leases;
    this.next = next;
    this.jobs = platform.jobs();
    this.delayed = platform.delayedTasks();
    this.ids = platform.ids();
    this.secrets = platform.secrets();
  }

  /// Launches the next iteration while the daemon shall run, nobody works, and neither the window
  /// nor anything else says to wait. What cannot be launched now is tried again later, with growing
  /// pauses.
  void startIfWanted(ProjectId project) {
    leases.mend(project);
    freeExpired(project);
    var candidate = next.find(project);
    var id = candidate.map(Iteration::id).orElseGet(ids::next);
    reserve(project, id).ifPresent(fence -> launch(project, id, fence));
  }

  /// Ends the execution that works now, if any, and frees its lease; its iteration goes on later.
  /// That somebody wanted its end says nothing against the iteration: its launch does not count.
  void halt(ProjectId id) {
    var held = store.transact(tx -> Projects.require(tx, id).lease());
    if (held.isEmpty()) {
      return;
    }
    var lease = held.get();
    execution(id, lease).ifPresent(jobs::cancel);
    store.transact(tx -> {
      var project = Projects.find(tx, id).filter(known -> holds(known, lease.fence()));
      var iteration =
          Iterations.find(tx, id, lease.holder()).filter(known -> launchedAs(known, lease.fence()));
      project.ifPresent(known -> Projects.put(tx, freed(known).counting("executionsHalted")));
      project
          .flatMap(known -> iteration)
          .ifPresent(known -> Iterations.put(tx, id, notLaunched(known)));
      return project.isPresent();
    });
  }

  /// Frees a lease that has expired. Whoever slept past it is fenced off, and ended too: it would
  /// go on spending time and money.
  void freeExpired(ProjectId id) {
    var expired =
        store.transact(
            tx -> Projects.require(tx, id).lease().filter(lease -> !lease.liveAt(tx.time())));
    if (expired.isPresent()) {
      cancelIfPossible(id, expired.get());
      free(id, expired.get().fence(), "leasesExpired");
    }
  }

  private void cancelIfPossible(ProjectId id, Lease lease) {
    try {
      execution(id, lease).ifPresent(jobs::cancel);
    } catch (TransientException | UserErrorException notNow) {
      // Its fence keeps it from every effect; others shall not wait for its end.
    }
  }

  private Optional<String> execution(ProjectId id, Lease lease) {
    return store
        .transact(tx -> Iterations.find(tx, id, lease.holder()))
        .flatMap(Iteration::execution);
  }

  /// Frees the lease of this fence and counts why.
  void free(ProjectId id, long fence, String counter) {
    store.transact(tx -> {
      var project = Projects.find(tx, id).filter(known -> holds(known, fence));
      project.ifPresent(known -> Projects.put(tx, freed(known).counting(counter)));
      return project.isPresent();
    });
  }

  private static boolean holds(Project project, long fence) {
    return project.lease().filter(lease -> lease.fence() == fence).isPresent();
  }

  private static boolean launchedAs(Iteration iteration, long fence) {
    return iteration.fields().number("fence", 0) == fence;
  }

  private static Project freed(Project project) {
    var phase = project.desired() == Desired.RUNNING ? "idle" : "stopped";
    return project.withoutLease().with("phase", phase);
  }

  private Optional<Long> reserve(ProjectId id, String iterationId) {
    return store.transact(tx -> {
      var project = Projects.require(tx, id);
      if (!wanted(project, tx)) {
        return Optional.empty();
      }
      var known = Iterations.find(tx, id, iterationId);
      var newer = known.flatMap(Iteration::newer);
      if (newer.isPresent()) {
        leaveToNewer(tx, project, iterationId, newer.get());
        return Optional.empty();
      }
      if (known.filter(Launches::over).isPresent()) {
        return Optional.empty();
      }
      var iteration = known.orElseGet(() -> Iteration.starting(iterationId, tx.time()));
      if (iteration.fields().number("fruitlessLaunches", 0) >= MOST_FRUITLESS) {
        giveUp(tx, project, iteration);
        return Optional.empty();
      }
      return switch (leases.reserve(tx, project, iterationId)) {
        case Leases.Reservation.Held held -> Optional.empty();
        case Leases.Reservation.Elsewhere(var other) -> {
          elsewhere(tx, project, other);
          yield Optional.empty();
        }
        case Leases.Reservation.Reserved(var fence) -> {
          Iterations.put(tx, id, launching(iteration, fence));
          yield Optional.of(fence);
        }
      };
    });
  }

  private static boolean wanted(Project project, Transaction tx) {
    return project.desired() == Desired.RUNNING
        && project.liveLease(tx.time()).isEmpty()
        && project.pausedAfter().isEmpty()
        && project.window().filter(window -> !window.isOpen(tx.time())).isEmpty();
  }

  private static boolean over(Iteration iteration) {
    return iteration.state() == IterationState.ENDED;
  }

  private static Iteration launching(Iteration iteration, long fence) {
    return iteration
        .with("fence", fence)
        .with("execution", null)
        .with("fruitlessLaunches", iteration.fields().number("fruitlessLaunches", 0) + 1);
  }

  private static void giveUp(Transaction tx, Project project, Iteration iteration) {
    var ended = iteration.outcome().filter(one -> one == IterationOutcome.OUT_OF_TIME).isPresent();
    var message =
        "iteration %s ended %d times without any effect, last after step '%s'; %s"
            .formatted(
                iteration.id(),
                MOST_FRUITLESS,
                iteration.step().orElse("none"),
                ended
                    ? "give an execution more time (CODE_DEVELOPER_TASK_TIMEOUT), or find out what ends its process, then start again"
                    : "see its logs, then start again");
    // Without a priority, the next iteration will do the same: that is one notification a day.
    var everyTime = iteration.priority().isEmpty();
    var draft =
        NotificationDraft.of(
            everyTime ? project.id().value() : iteration.id(),
            everyTime ? "crashing-" + day(tx) : "crashing",
            Notification.Type.ERROR,
            Notification.Level.HIGH,
            ended ? "An iteration is ended early again and again" : "An iteration keeps crashing",
            message);
    Notifications.tell(tx, project.id(), draft);
    var finished = new IterationEvent.Finished(IterationOutcome.GAVE_UP);
    Iterations.put(
        tx, project.id(), iteration.after(finished, tx.time()).with("outcomeMessage", message));
    Projects.put(
        tx,
        Pause.after(project, IterationOutcome.TRY_AGAIN, tx.time())
            .with("lastOutcome", IterationOutcome.GAVE_UP.wireName())
            .with("lastMessage", message)
            .counting("iterationsGivenUp"));
  }

  /// After a step back to this version: only the one that wrote the iteration can go on with it.
  private static void leaveToNewer(
      Transaction tx, Project project, String iteration, String message) {
    Notifications.notifyOnce(
        tx,
        project.id(),
        NotificationDraft.of(
            iteration,
            "newer-version",
            Notification.Type.ERROR,
            Notification.Level.HIGH,
            "An iteration is of a newer version",
            message));
    Projects.put(
        tx,
        Pause.after(project, IterationOutcome.USER_ERROR, tx.time()).with("lastMessage", message));
  }

  private static Iteration notLaunched(Iteration iteration) {
    return iteration.with(
        "fruitlessLaunches", Math.max(0, iteration.fields().number("fruitlessLaunches", 0) - 1));
  }

  private static void elsewhere(Transaction tx, Project project, ProjectId other) {
    var settings = project.settings();
    var message =
        "project '%s' works on branch %s of %s already; stop it, or set this project up for another branch or repository, then start again"
            .formatted(other, settings.baseBranch(), settings.repository());
    Notifications.notifyOnce(
        tx, project.id(), error(project.id().value(), "same-repository-" + other, message));
    Projects.put(tx, refused(project, IterationOutcome.USER_ERROR, message, tx));
  }

  private void launch(ProjectId project, String iteration, long fence) {
    try {
      var execution = jobs.launch(new JobRequest(project.value(), iteration, fence));
      noteExecution(project, iteration, fence, execution);
    } catch (TransientException unreachable) {
      free(project, fence, "launchesFailed");
      tryLater(project, iteration, fence, told(unreachable));
    } catch (UserErrorException misconfigured) {
      free(project, fence, "launchesFailed");
      report(project, iteration, told(misconfigured));
    }
  }

  /// A launcher's words, which may quote what it was given, without the secrets. These are read
  /// only when there is something to tell.
  private String told(RuntimeException refusal) {
    return new Redactor(secrets.readable()).redact(String.valueOf(refusal.getMessage()));
  }

  /// The tick that comes when the pause is over does the rest. Where it is lost, any later one
  /// does.
  private void tryLater(ProjectId id, String iteration, long fence, String why) {
    var message = "the job could not be started: " + why;
    var paused =
        store.transact(tx -> {
          var project = Projects.require(tx, id);
          var known = Iterations.find(tx, id, iteration);
          var told = project.failuresInARow() + 1 >= REFUSALS_TOLD;
          if (told) {
            Notifications.tell(tx, id, error(id.value(), "launch-" + day(tx), message));
          }
          // Nothing ran, so that nothing crashed.
          known.ifPresent(one -> Iterations.put(tx, id, notLaunched(one)));
          return Projects.put(tx, refused(project, IterationOutcome.TRY_AGAIN, message, tx));
        });
    paused
        .notBefore()
        .ifPresent(at ->
            delayed.schedule(
                "launch-" + id + "-" + fence,
                at,
                MessageBus.Topic.TICKS,
                new DaemonMessage.Tick(id, Ticks.SWEEP).toMessage(ids.next())));
  }

  private void noteExecution(ProjectId project, String iteration, long fence, String execution) {
    store.transact(tx -> {
      var known = Iterations.require(tx, project, iteration);
      return launchedAs(known, fence)
          ? Iterations.put(tx, project, known.with("execution", execution))
          : known;
    });
  }

  private void report(ProjectId id, String iteration, String message) {
    store.transact(tx -> {
      var project = Projects.require(tx, id);
      Notifications.notifyOnce(tx, id, error(iteration, "launch", message));
      return Projects.put(tx, refused(project, IterationOutcome.USER_ERROR, message, tx));
    });
  }

  private static NotificationDraft error(String about, String kind, String message) {
    return NotificationDraft.of(
        about,
        kind,
        Notification.Type.ERROR,
        Notification.Level.HIGH,
        "The job cannot be started",
        message);
  }

  private static LocalDate day(Transaction tx) {
    return LocalDate.ofInstant(tx.time(), ZoneOffset.UTC);
  }

  private static Project refused(
      Project project, IterationOutcome outcome, String message, Transaction tx) {
    return Pause.after(project, outcome, tx.time())
        .with("lastOutcome", outcome.wireName())
        .with("lastMessage", message);
  }
}
