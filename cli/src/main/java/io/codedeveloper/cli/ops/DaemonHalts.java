package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.ops.Act.Part;
import io.codedeveloper.cli.ops.Act.Undo;
import io.codedeveloper.cli.program.Questions.Pending;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Halts daemons: each would go on by itself when its execution ends.
///
/// Each is asked first whether it runs, as nobody is to start what was stopped on purpose. It is
/// halted whatever it answers.
final class DaemonHalts {
  private final Site site;
  private final Attempts attempts;
  private final Pending<JsonObject> meant;

  /// Begins with the daemon of the project that is meant.
  DaemonHalts(Site site, Attempts attempts) {
    this.site = site;
    this.attempts = attempts;
    meant = site.api(ControlClient::status);
    halt(Optional.empty(), meant, site::api);
  }

  private interface Asking {
    Pending<List<Act>> ask(Function<ControlClient, List<Act>> question);
  }

  /// Halts the daemon of a project, if it is not the one that is meant.
  void halt(String project) {
    var begun = meant.known().flatMap(said -> metadata(said, "project"));
    if (begun.filter(project::equals).isEmpty()) {
      halt(
          Optional.of(project),
          site.apiOf(project, ControlClient::status),
          question -> site.apiOf(project, question));
    }
  }

  /// @param project empty: the one that is meant
  private void halt(Optional<String> project, Pending<JsonObject> before, Asking asking) {
    attempts.begin(
        () -> List.of(plan(project, before.known())),
        () ->
            asking.ask(api -> List.of(halted(project, before.knownBy(EmergencyStop.BEFORE), api))));
  }

  private Act halted(Optional<String> project, Optional<JsonObject> before, ControlClient api) {
    var plan = plan(project, before);
    var act =
        plan.carriedOut(() -> {
          var said = new JsonView(api.stop(false, Optional.empty(), false)).text("message");
          return said.orElse("is told to stop")
              + (wasStopped(before) ? "; it was stopped before" : "");
        });
    return isNoneYet(project, act)
        ? plan.needless("has ticks, and is not set up yet: nothing runs")
        : act;
  }

  /// Whether it is known by its ticks only. The one that is meant may be misspelt: another runs.
  private static boolean isNoneYet(Optional<String> project, Act act) {
    return project
        .map("failed: there is no project '%s' "::formatted)
        .filter(act.said()::startsWith)
        .isPresent();
  }

  private Act.Plan plan(Optional<String> wanted, Optional<JsonObject> before) {
    var project = wanted.or(() -> before.flatMap(said -> metadata(said, "project")));
    var option = project.map(id -> " --project " + id).orElse("");
    return new Act.Plan(
        Part.DAEMON,
        "daemon" + project.map(id -> " of " + id).orElse(""),
        site.addressed("project-manager cloud stop --force" + option),
        undo(site.addressed("project-manager cloud start" + option), before));
  }

  private static Undo undo(String start, Optional<JsonObject> before) {
    if (wasStopped(before)) {
      return Undo.NONE;
    }
    return before.flatMap(said -> metadata(said, "desired")).isPresent()
        ? Undo.by(start)
        : Undo.perhapsBy(start);
  }

  private static boolean wasStopped(Optional<JsonObject> before) {
    return before.flatMap(said -> metadata(said, "desired")).filter("stopped"::equals).isPresent();
  }

  private static Optional<String> metadata(JsonObject status, String name) {
    return new JsonView(status).view("metadata").text(name);
  }
}
