package io.codedeveloper.cli.ops;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Ledger;
import io.codedeveloper.budget.Ledger.Reserving;
import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.daemon.DeadLetters;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A served daemon that did something, and commands about it.
record DaemonAtWork(Path home, ServedFunctions served) implements AutoCloseable {
  DaemonAtWork(Path home) {
    this(home, new ServedFunctions(home));
  }

  /// Runs a command of the group `ops`.
  CommandRun ops(String... arguments) {
    return ops(Map.of(), arguments);
  }

  CommandRun ops(Map<String, String> more, String... arguments) {
    return by(Person.nobody(), more, arguments);
  }

  CommandRun by(Person person, Map<String, String> more, String... arguments) {
    var words = new String[arguments.length + 1];
    words[0] = "ops";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return run(person, more, words);
  }

  /// Runs any command.
  CommandRun run(Person person, Map<String, String> more, String... words) {
    var variables = new HashMap<>(served.variables());
    variables.putAll(more);
    return CommandRun.by(person, home, variables, Look.PIPE, words);
  }

  private DocumentStore store() {
    return served.ports().documents();
  }

  /// One more project beside the usual one.
  ProjectId another(String id) {
    var project = new ProjectId(id);
    new Projects(store()).create(project, ProjectSettings.of("/another.git"));
    return project;
  }

  /// One more project, with budgets of its own.
  void another(String id, Budget budgets) {
    var usual = ProjectSettings.of("/another.git");
    new Projects(store())
        .create(
            new ProjectId(id),
            new ProjectSettings(
                usual.repository(),
                usual.baseBranch(),
                usual.roadmapPath(),
                usual.testCommand(),
                usual.agent(),
                usual.model(),
                budgets,
                usual.schedule()));
  }

  /// An iteration of ten minutes that ends so.
  void iterated(String id, String priority, IterationOutcome outcome, String cost) {
    iterated(ServedFunctions.PROJECT, id, priority, outcome, cost);
  }

  void iterated(
      ProjectId project, String id, String priority, IterationOutcome outcome, String cost) {
    var leases = new Leases(store(), Leases.TIME_TO_LIVE);
    var iterations = new Iterations(store(), leases);
    iterations.create(project, id);
    var fence = ((Leases.Reservation.Reserved) leases.take(project, id)).fence();
    iterations.begin(project, id, fence);
    iterations.journal(
        project,
        id,
        fence,
        new Iterations.Effect("select", 10, Fields.empty().with("priority", priority)),
        one -> worked(one, priority, outcome, cost));
    iterations.end(project, id, fence, outcome, "it is " + outcome.wireName());
  }

  private static Iteration worked(
      Iteration iteration, String priority, IterationOutcome outcome, String cost) {
    var worked =
        iteration
            .withPriority(priority, "PRIORITY " + priority)
            .withTiming("implement", Duration.ofMinutes(10))
            .charged(new Usage(1000, 10, 9000, 0, 0), Usd.of(cost));
    return outcome == IterationOutcome.PULL_REQUEST
        ? worked.withPullRequest(7, "https://example.org/pull/7")
        : worked;
  }

  void spent(String priority, String model, String cost) {
    spent(ServedFunctions.PROJECT, priority, model, cost);
  }

  void spent(ProjectId project, String priority, String model, String cost) {
    var ledger = new Ledger(served.ports().ids());
    var purpose = new Ledger.Purpose(project, priority, "implement", model);
    var limits = new Budget(Usd.of("500"), Usd.of("500"), Usd.of("500"));
    var made = store().transact(tx -> ledger.reserve(tx, purpose, Usd.of(cost), limits));
    var reservation = ((Reserving.Reserved) made).reservation();
    store()
        .transact(tx -> ledger.settle(tx, reservation, new Usage(1000, 10, 0, 0, 0), Usd.of(cost)));
  }

  /// An iteration that goes on, and whose lease lasts longer than any test.
  void works(ProjectId project, String id) {
    var leases = new Leases(store(), Duration.ofHours(1));
    var iterations = new Iterations(store(), leases);
    iterations.create(project, id);
    var fence = ((Leases.Reservation.Reserved) leases.take(project, id)).fence();
    iterations.begin(project, id, fence);
  }

  void asked(String title) {
    var draft = NotificationDraft.question("i1", "question-1", title, "A or B?", List.of("A", "B"));
    new Notifications(store()).notifyOnce(ServedFunctions.PROJECT, draft);
  }

  void gaveUpAMessage(String why) {
    gaveUpAMessage(ServedFunctions.PROJECT, "m1", why);
  }

  void gaveUpAMessage(ProjectId project, String id, String why) {
    new DeadLetters(served.ports()).malformed(id, Optional.of(project.value()), why);
  }

  void logged(Instant at, Severity severity, String message) {
    logged(ServedFunctions.PROJECT, at, severity, message);
  }

  void logged(ProjectId project, Instant at, Severity severity, String message) {
    served
        .ports()
        .logs()
        .append(new Entry(at, severity, project.value(), Optional.empty(), message));
  }

  @Override
  public void close() {
    served.close();
  }
}
