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

/// What one of the daemon's projects tells of a week.
record ProjectWeek(
    OneProject project,
    Pending<List<JsonObject>> iterations,
    Pending<JsonObject> status,
    Pending<JsonObject> costs) {
  /// Asks everything.
  static ProjectWeek of(OneProject project, int days) {
    return new ProjectWeek(
        project,
        project.ask(api -> api.iterations(WorkedOn.MOST)),
        project.ask(ControlClient::status),
        project.ask(api -> api.costs(days)));
  }

  /// The same, by another name.
  ProjectWeek called(OneProject name) {
    return new ProjectWeek(name, iterations, status, costs);
  }

  /// Its iterations; why they could not be read is added to the report.
  Optional<WorkedOn> worked(Instant from, Report report) {
    try {
      return Optional.of(WorkedOn.since(iterations.get(), from));
    } catch (RuntimeException failure) {
      report.add(project.unread("iterations", failure));
      return Optional.empty();
    }
  }

  /// What its model calls cost in dollars; why that could not be read is added to the report.
  ///
  /// @param sheet gets it day by day
  Optional<Double> spent(Sheet sheet, Report report) {
    try {
      var view = new JsonView(costs.get());
      view.views("days")
          .forEach(day ->
              sheet.row(
                  name(),
                  day.text("date").orElse(""),
                  day.number("spent_usd"),
                  day.number("calls"),
                  day.number("tokens")));
      return Optional.of(view.number("spent_usd"));
    } catch (RuntimeException failure) {
      report.add(project.unread("cost", failure));
      return Optional.empty();
    }
  }

  /// Since when the daemon should run in it.
  ///
  /// @param counters gets what it counted since it was set up
  Finding uptime(Sheet counters) {
    try {
      var view = new JsonView(status.get());
      var counted = view.view("metadata").view("counters");
      counted.json().keySet().forEach(one -> counters.row(name(), one, counted.number(one)));
      return project.found(uptime((long) view.number("uptime_seconds")));
    } catch (RuntimeException failure) {
      return project.unread("uptime", failure);
    }
  }

  private static Finding uptime(long seconds) {
    return seconds == 0
        ? Finding.note("uptime", "the daemon is stopped", "project-manager cloud start")
        : Finding.fine("uptime", "started " + Times.length(Duration.ofSeconds(seconds)) + " ago");
  }

  /// Its id, as far as it is known.
  String name() {
    return project.id().or(this::own).orElse("");
  }

  private Optional<String> own() {
    return status.known().flatMap(one -> new JsonView(one).view("metadata").text("project"));
  }
}
