package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.util.Optional;

/// Finds the project that a request is about: the one in `?project=`, else the first.
final class ProjectChoice {
  private final Projects projects;

  ProjectChoice(Projects projects) {
    this.projects = projects;
  }

  /// @throws Problem 404 when there is no such project
  Project of(Call call) {
    var named = call.query("project");
    return named
        .flatMap(ProjectChoice::id)
        .map(projects::get)
        .orElseGet(() -> named.isPresent() ? Optional.empty() : first())
        .orElseThrow(() -> new Problem(404, missing(named)));
  }

  private Optional<Project> first() {
    return projects.all().stream().findFirst();
  }

  private static Optional<ProjectId> id(String text) {
    try {
      return Optional.of(new ProjectId(text));
    } catch (UserErrorException illegal) {
      return Optional.empty();
    }
  }

  private static String missing(Optional<String> named) {
    return named
        .map("there is no project '%s' here"::formatted)
        .orElse("no project is set up here; set one up first");
  }
}
