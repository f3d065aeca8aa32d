package io.codedeveloper.daemon;

import io.codedeveloper.budget.Usd;
import io.codedeveloper.platform.Document;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Page;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The iterations of a project and their journals.
public final class Iterations {
  /// How long an iteration is remembered that found nothing to do.
  private static final Duration EMPTY_KEPT = Duration.ofDays(1);

  /// The step whose effects are counted by the day.
  private static final String COMMIT = "commit";

  private final DocumentStore store;
  private final Leases leases;

  public Iterations(DocumentStore store, Leases leases) {
    this.store = store;
    this.leases = leases;
  }

  /// Makes an iteration that is about to start; one that is there stays as it is.
  public Iteration create(ProjectId project, String id) {
    return store.transact(tx -> {
      var known = find(tx, project, id);
      if (known.isPresent()) {
        return known.get();
      }
      return put(tx, project, Iteration.starting(id, tx.time()));
    });
  }

  public Optional<Iteration> get(ProjectId project, String id) {
    return store.get(new ProjectDocuments(project).iteration(id)).map(Iteration::from);
  }

  /// A page of iterations, newest first.
  public Page<Iteration> list(ProjectId project, int limit, Optional<String> cursor) {
    var newestFirst =
        Query.of(new ProjectDocuments(project).iterations(), "createdAt").descending().limit(limit);
    var page = store.query(cursor.map(newestFirst::after).orElse(newestFirst));
    return new Page<>(page.items().stream().map(Iteration::from).toList(), page.nextCursor());
  }

  /// Iterations that the next execution takes up before anything new, oldest first.
  public List<Iteration> unfinished(ProjectId project) {
    return where(project, "unfinished", true);
  }

  /// Iterations that tried a priority, oldest first.
  public List<Iteration> ofPriority(ProjectId project, String key) {
    return where(project, "priority", key);
  }

  /// Iterations that wait for the user, for an answer or for more budget, oldest first.
  public List<Iteration> waiting(ProjectId project) {
    return where(project, "state", IterationState.WAITING.wireName());
  }

  /// Iterations whose priority's budget was used up and has room again, oldest first.
  public List<Iteration> affordable(ProjectId project) {
    var over = overBudget(project);
    return over.isEmpty() ? over : affordable(over, perPriority(project));
  }

  /// As [#affordable(ProjectId)], if this were the budget of a priority.
  List<Iteration> affordable(ProjectId project, Usd perPriority) {
    return affordable(overBudget(project), perPriority);
  }

  private static List<Iteration> affordable(List<Iteration> over, Usd limit) {
    return over.stream()
        .filter(one -> one.overBudget().orElseThrow().needed().compareTo(limit) <= 0)
        .toList();
  }

  private List<Iteration> overBudget(ProjectId project) {
    return waiting(project).stream().filter(one -> one.overBudget().isPresent()).toList();
  }

  private Usd perPriority(ProjectId project) {
    return store.transact(tx -> Projects.require(tx, project)).settings().budgets().perPriority();
  }

  /// Notes that an execution works on the iteration from now on.
  ///
  /// @throws StaleFenceException when the fence is not current
  /// @throws UserErrorException when a newer version of this code wrote the iteration
  public Iteration begin(ProjectId project, String id, long fence) {
    return leases.fenced(
        project,
        fence,
        (tx, now) -> {
          var known = require(tx, project, id);
          known
              .newer()
              .ifPresent(why -> {
                throw new UserErrorException(why);
              });
          var iteration = known.after(new IterationEvent.Claimed(), tx.time()).with("fence", fence);
          Projects.put(
              tx,
              now.with("currentIteration", id)
                  .with("pullRequest", iteration.pullRequestUrl().orElse(null))
                  .with("phase", "working")
                  .with("lastActivity", tx.time()));
          return put(tx, project, iteration);
        });
  }

  /// Records an effect that has happened: a journal entry, the iteration's new fields and the
  /// project's step, progress and last activity, all or nothing.
  ///
  /// @param change what the effect means for the iteration; may run several times
  /// @throws StaleFenceException when the fence is not current
  public Iteration journal(
      ProjectId project, String id, long fence, Effect effect, UnaryOperator<Iteration> change) {
    return leases.fenced(
        project,
        fence,
        (tx, now) -> {
          var iteration = change.apply(require(tx, project, id));
          return record(tx, now, iteration, fence, effect);
        });
  }

  /// Shows people which step begins; nothing is journalled, for nothing has happened.
  ///
  /// @param progress of the iteration, 0 to 100
  /// @throws StaleFenceException when the fence is not current
  public void enter(ProjectId project, long fence, String step, int progress) {
    leases.fenced(
        project,
        fence,
        (tx, now) ->
            Projects.put(
                tx,
                now.with("step", step).with("progress", progress).with("lastActivity", tx.time())));
  }

  /// As [#journal], within a fenced transaction that has read the project and the iteration.
  public Iteration record(
      Transaction tx, Project project, Iteration iteration, long fence, Effect effect) {
    var number = iteration.journalled() + 1;
    var entry = new JournalEntry(number, effect.step(), effect.fields(), fence, tx.time());
    var documents = project.documents();
    tx.create(documents.journalEntry(iteration.id(), number), entry.toFields());
    var day = LocalDate.ofInstant(tx.time(), ZoneOffset.UTC);
    Projects.put(
        tx,
        (effect.step().equals(COMMIT) ? project.withCommitOn(day) : project)
            .with("step", effect.step())
            .with("progress", effect.progress())
            .with("currentPriority", iteration.priorityTitle().orElse(null))
            .with("pullRequest", iteration.pullRequestUrl().orElse(null))
            .with("lastActivity", tx.time()));
    return put(
        tx,
        project.id(),
        iteration
            .with("journalled", number)
            .with("step", effect.step())
            .reached(effect.step())
            .with("updatedAt", tx.time()));
  }

  /// Ends the execution's work: outcome and released lease, all or nothing.
  ///
  /// @param message one sentence for people
  /// @throws StaleFenceException when the fence is not current
  public Iteration end(
      ProjectId project, String id, long fence, IterationOutcome outcome, String message) {
    return end(project, id, fence, outcome, message, Duration.ZERO);
  }

  /// As [#end], when a service asked to be left alone for a while.
  ///
  /// @param wait counts for [IterationOutcome#TRY_AGAIN], where it is longer than the pause would
  ///   be
  public Iteration end(
      ProjectId project,
      String id,
      long fence,
      IterationOutcome outcome,
      String message,
      Duration wait) {
    return leases.fenced(
        project,
        fence,
        (tx, now) -> {
          var finished = new IterationEvent.Finished(outcome);
          var iteration =
              require(tx, project, id).after(finished, tx.time()).with("outcomeMessage", message);
          var journal =
              keptShortly(outcome) ? journal(tx, project, iteration) : List.<Document>of();
          var idle = idle(now, iteration, outcome, message, tx.time()).withoutLease();
          var patient = outcome == IterationOutcome.TRY_AGAIN;
          Projects.put(tx, patient ? Pause.atLeast(idle, wait, tx.time()) : idle);
          if (!keptShortly(outcome)) {
            return put(tx, project, iteration);
          }
          var expireAt = tx.time().plus(EMPTY_KEPT);
          journal.forEach(entry -> tx.put(entry.path(), entry.fields().with("expireAt", expireAt)));
          return put(tx, project, iteration.with("expireAt", expireAt));
        });
  }

  /// True when nothing came of it: every tick makes one of these.
  private static boolean keptShortly(IterationOutcome outcome) {
    return outcome == IterationOutcome.NOTHING_TO_DO
        || outcome == IterationOutcome.NOTHING_UNDERSTOOD;
  }

  private static List<Document> journal(Transaction tx, ProjectId project, Iteration iteration) {
    var documents = new ProjectDocuments(project);
    return LongStream.rangeClosed(1, iteration.journalled())
        .mapToObj(number -> tx.get(documents.journalEntry(iteration.id(), number)))
        .flatMap(Optional::stream)
        .toList();
  }

  /// An iteration's journal, oldest first.
  public List<JournalEntry> journalOf(ProjectId project, String id) {
    var query = Query.of(new ProjectDocuments(project).journal(id), "number").limit(1000);
    return all(query).map(JournalEntry::from).toList();
  }

  /// The iteration, read in a transaction.
  public static Optional<Iteration> find(Transaction tx, ProjectId project, String id) {
    return tx.get(new ProjectDocuments(project).iteration(id)).map(Iteration::from);
  }

  /// The iteration, read in a transaction.
  ///
  /// @throws IllegalStateException when there is none
  public static Iteration require(Transaction tx, ProjectId project, String id) {
    return find(tx, project, id)
        .orElseThrow(
            () -> new IllegalStateException("project " + project + " has no iteration " + id));
  }

  /// Writes an iteration that was read in the same transaction.
  public static Iteration put(Transaction tx, ProjectId project, Iteration iteration) {
    tx.put(new ProjectDocuments(project).iteration(iteration.id()), iteration.fields());
    return iteration;
  }

  private List<Iteration> where(ProjectId project, String field, Object value) {
    var query =
        Query.of(new ProjectDocuments(project).iterations(), "createdAt").whereEqual(field, value);
    return all(query).map(Iteration::from).toList();
  }

  private Stream<Document> all(Query query) {
    var documents = Stream.<Document>builder();
    for (var cursor = Optional.<String>empty(); ; ) {
      var page = store.query(cursor.map(query::after).orElse(query));
      page.items().forEach(documents);
      cursor = page.nextCursor();
      if (cursor.isEmpty()) {
        return documents.build();
      }
    }
  }

  private static Project idle(
      Project project, Iteration iteration, IterationOutcome outcome, String message, Instant now) {
    var phase = outcome == IterationOutcome.WAITING ? "waiting" : "idle";
    return Pause.after(project, iteration, outcome, now)
        .with("phase", project.desired() == Desired.STOPPED ? "stopped" : phase)
        .with("lastOutcome", outcome.wireName())
        .with("lastMessage", message)
        .with("lastActivity", now);
  }

  /// An effect for the journal.
  ///
  /// @param step the step's name, `push` for instance
  /// @param progress of the iteration, 0 to 100
  /// @param fields what was done
  public record Effect(String step, int progress, Fields fields) {
    public Effect {
      if (progress < 0 || progress > 100) {
        throw new IllegalArgumentException("progress must be 0 to 100: " + progress);
      }
    }
  }
}
