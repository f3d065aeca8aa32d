package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.program.Questions.Pending;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What gathers in one of the daemon's projects.
record ProjectData(
    OneProject project, Pending<JsonObject> status, Pending<List<JsonObject>> notifications) {
  /// Asks everything.
  static ProjectData of(OneProject project) {
    return new ProjectData(
        project,
        project.ask(ControlClient::status),
        project.ask(api -> api.notifications(Optional.of("pending"))));
  }

  /// The same, by another name.
  ProjectData called(OneProject name) {
    return new ProjectData(name, status, notifications);
  }

  /// Waits for the answers: how it is with everything.
  List<Finding> findings(Pending<List<Execution>> executions, String repair) {
    return List.of(
        of("leases", () -> lease(executions.get(), repair)),
        of("given up", () -> project.found(givenUp())));
  }

  /// As [#findings], for one of several projects: only what is not fine.
  List<Finding> briefly(Pending<List<Execution>> executions, String repair) {
    return findings(executions, repair).stream().filter(one -> one.level() != Level.FINE).toList();
  }

  private Finding of(String thing, Supplier<Finding> look) {
    try {
      return look.get();
    } catch (RuntimeException failure) {
      return project.unread(thing, failure);
    }
  }

  /// A lease without an execution: the sweep gives it back, unless it does not come.
  private Finding lease(List<Execution> executions, String repair) {
    var view = new JsonView(status.get());
    var id = view.view("metadata").text("project");
    var works = view.text("status").filter("working"::equals).isPresent();
    var runs =
        executions.stream()
            .filter(one -> one.state() == Execution.State.RUNNING)
            .anyMatch(one -> one.project().isEmpty() || one.project().equals(id));
    if (works && !runs) {
      return Finding.wrong(
          project.of("leases"),
          "the daemon works, it says, and no execution of %s runs: one ended without giving its lease back"
              .formatted(id.orElse("it")),
          repair);
    }
    return Finding.fine(
        project.of("leases"), works ? "held by an execution that runs" : "none is held");
  }

  private Finding givenUp() {
    var lost =
        notifications.get().stream()
            .map(JsonView::new)
            .filter(one -> one.text("title").filter(DaemonChecks.GIVEN_UP::contains).isPresent())
            .toList();
    return lost.isEmpty()
        ? Finding.fine("given up", "nothing that nobody has read of")
        : Finding.wrong(
            "given up",
            "%d; the newest: %s".formatted(lost.size(), lost.getFirst().text("message").orElse("")),
            "project-manager notifications");
  }
}
