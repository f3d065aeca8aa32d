package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.history.ProjectMonth;
import io.codedeveloper.cli.program.Questions.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the daemon's projects in an environment did this month, beside the one that is meant.
final class OtherProjects {
  private final List<Asked> asked;
  private final List<ProjectMonth> months = new ArrayList<>();
  private final List<Finding> missing = new ArrayList<>();

  private record Asked(
      String id,
      OneProject project,
      Pending<JsonObject> costs,
      Pending<List<JsonObject>> iterations) {
    static Asked about(String id, Site site, int days) {
      var project = new OneProject(site, Optional.of(id));
      return new Asked(
          id,
          project,
          project.ask(api -> api.costs(days)),
          project.ask(api -> api.iterations(WorkedOn.MOST)));
    }
  }

  /// Asks about all of them at once.
  ///
  /// @param ids of all projects
  /// @param own the one that is meant
  OtherProjects(Site site, List<String> ids, String own, int days) {
    asked =
        ids.stream().filter(id -> !id.equals(own)).map(id -> Asked.about(id, site, days)).toList();
  }

  /// Waits for the answers.
  OtherProjects await(Instant now) {
    asked.forEach(one -> await(one, now));
    return this;
  }

  private void await(Asked one, Instant now) {
    try {
      months.add(ProjectMonth.of(one.iterations().get(), WorkedOn.MOST, one.costs().get(), now));
    } catch (RuntimeException failure) {
      var level = one.project().isNoneYet(failure) ? Level.NOTE : Level.UNREADABLE;
      var text = "the project '%s' is not counted: %s".formatted(one.id(), failure.getMessage());
      missing.add(new Finding("project " + one.id(), level, text, List.of()));
    }
  }

  /// Those that answered.
  List<ProjectMonth> months() {
    return List.copyOf(months);
  }

  /// What is to be said of them.
  ///
  /// @param own the one whose spending was looked through
  List<Finding> findings(String own) {
    var all = new ArrayList<>(missing);
    if (!months.isEmpty()) {
      all.add(
          new Finding(
              "projects",
              Level.NOTE,
              "only what %s spent was looked through; the others:".formatted(own),
              months.stream()
                  .map(one -> "project-manager ops cost-review --project " + one.project())
                  .toList()));
    }
    return all;
  }
}
