package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the API tells of the health of one of the daemon's projects.
final class DaemonChecks {
  /// So many errors a day are looked at when there is time; more are not usual.
  private static final int MANY_ERRORS = 10;

  private static final Duration A_DAY = Duration.ofDays(1);

  /// How people are told of what was given up: by [io.codedeveloper.daemon.DeadLetters], and of
  /// commands.
  static final Set<String> GIVEN_UP = Set.of("A message was given up", "A command was lost");

  private final OneProject project;
  private final Instant now;
  private final Pending<JsonObject> status;
  private final Pending<JsonObject> costs;
  private final Pending<List<JsonObject>> notifications;
  private final Pending<List<LogLine>> errors;

  /// Asks everything.
  DaemonChecks(OneProject project, Instant now) {
    this.project = project;
    this.now = now;
    status = project.ask(ControlClient::status);
    costs = project.ask(api -> api.costs(1));
    notifications = project.ask(api -> api.notifications(Optional.empty()));
    errors = project.ask(api -> LogLine.read(api, "error", "1d"));
  }

  /// Waits for the answers.
  ///
  /// @param called what its project is called by
  List<Finding> findings(OneProject called) {
    return all().stream().map(called::found).toList();
  }

  private List<Finding> all() {
    return List.of(
        Finding.of("daemon", this::daemon),
        Finding.of("next tick", this::nextTick),
        Finding.of("errors", this::errors),
        Finding.of("questions", this::questions),
        Finding.of("given up", this::givenUp),
        Finding.of("budget", this::budget));
  }

  /// Waits for the answers about one of several projects: what is not fine, or else how it is. What
  /// all are charged counts against the limits of each, so that one may wait alone.
  List<Finding> briefly() {
    try {
      status.get();
    } catch (RuntimeException failure) {
      return List.of(project.unread("daemon", failure));
    }
    var all = all();
    var worthReading = all.stream().filter(one -> one.level() != Level.FINE).toList();
    return (worthReading.isEmpty() ? List.of(all.getFirst()) : worthReading)
        .stream().map(project::found).toList();
  }

  private Finding daemon() {
    var view = new JsonView(status.get());
    var metadata = view.view("metadata");
    var state = view.text("status").orElse("unknown");
    var last =
        view.text("last_activity").map(at -> "; last active " + Times.relative(at, now)).orElse("");
    var message = metadata.text("last_message").map(text -> "; " + text).orElse("");
    return switch (state) {
      case "error" ->
          Finding.wrong(
              "daemon",
              "stands still because of an error" + message + last,
              "project-manager iterations last",
              "project-manager cloud start --force");
      case "unknown" ->
          Finding.wrong(
              "daemon",
              metadata.text("reason").orElse("its state is not known"),
              "project-manager cloud health");
      case "stopped" ->
          Finding.note("daemon", "is stopped" + message + last, "project-manager cloud start");
      case "working" -> working(view, last);
      default -> Finding.fine("daemon", "is " + state + message + last);
    };
  }

  private Finding working(JsonView view, String last) {
    var what =
        "works on %s at the step %s%s"
            .formatted(
                view.text("current_task").orElse("something"),
                view.text("step").orElse("before the first"),
                last);
    return view.view("metadata")
        .text("stale_since")
        .map(since ->
            Finding.wrong(
                "daemon",
                what + ", and its heartbeat has been silent since " + Times.seconds(since),
                "project-manager cloud restart"))
        .orElse(Finding.fine("daemon", what));
  }

  private Finding nextTick() {
    var metadata = new JsonView(status.get()).view("metadata");
    var next = metadata.text("next_tick");
    if (next.isPresent()) {
      return Finding.fine("next tick", "comes " + Times.relative(next.get(), now));
    }
    return metadata.text("desired").filter("running"::equals).isPresent()
        ? Finding.wrong(
            "next tick",
            "none is expected, though the daemon should run",
            "project-manager cloud schedule",
            "project-manager cloud start --force")
        : Finding.note("next tick", "none comes while the daemon is stopped");
  }

  private Finding errors() {
    var found = errors.get();
    if (found.isEmpty()) {
      return Finding.fine("errors", "none in the daemon's log of 24 hours");
    }
    var text =
        "%s%d in the daemon's log of 24 hours; the newest: %s"
            .formatted(
                found.size() == LogLine.MOST ? "at least " : "",
                found.size(),
                found.getLast().message().lines().findFirst().orElse(""));
    return found.size() > MANY_ERRORS
        ? Finding.wrong("errors", text, "project-manager ops log-review")
        : Finding.note("errors", text, "project-manager ops log-review");
  }

  private Finding questions() {
    var open =
        notifications.get().stream()
            .map(JsonView::new)
            .filter(one -> one.flag("requires_response") && one.text("response").isEmpty())
            .toList();
    if (open.isEmpty()) {
      return Finding.fine("questions", "none is open");
    }
    var oldest = open.getLast();
    var text =
        "%d open; the oldest, %s: %s"
            .formatted(
                open.size(),
                oldest
                    .text("created_at")
                    .map(at -> Times.relative(at, now))
                    .orElse("of unknown age"),
                oldest.text("title").orElse(""));
    return Finding.note("questions", text, "project-manager respond");
  }

  private Finding givenUp() {
    var lost =
        notifications.get().stream()
            .map(JsonView::new)
            .filter(one -> one.text("title").filter(GIVEN_UP::contains).isPresent())
            .filter(
                one -> isRecent(one) || one.text("status").filter("pending"::equals).isPresent())
            .toList();
    return lost.isEmpty()
        ? Finding.fine("given up", "no message and no command")
        : Finding.wrong(
            "given up",
            "%d; the newest: %s".formatted(lost.size(), lost.getFirst().text("message").orElse("")),
            "project-manager notifications",
            "project-manager cloud logs --level warning --since 1d");
  }

  private boolean isRecent(JsonView one) {
    return one.text("created_at")
        .filter(at -> at.compareTo(now.minus(A_DAY).toString()) > 0)
        .isPresent();
  }

  private Finding budget() {
    return new BudgetCheck(new JsonView(costs.get())).finding("project-manager ops cost-review");
  }
}
