package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Project;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.roadmap.PriorityId;
import io.codedeveloper.roadmap.RoadmapParser;

/// Knows the priorities of a project's roadmap, as far as it was read.
final class KnownPriorities {
  private final ProjectFiles files;

  KnownPriorities(ProjectFiles files) {
    this.files = files;
  }

  /// Refuses a priority that the roadmap does not have; every one passes while no roadmap was read.
  ///
  /// @throws Problem 400
  void check(Project project, String id) {
    var roadmap = files.of(project).read(ProjectFiles.roadmap(project));
    var unknown = roadmap.filter(file -> !has(file.edited(), id));
    if (unknown.isPresent()) {
      throw new Problem(
          400,
          "the roadmap has no priority '%s'; see its ids with: project-manager view".formatted(id));
    }
  }

  private static boolean has(String roadmap, String id) {
    var parsed = new RoadmapParser().parse(roadmap);
    var name = id.strip();
    return !parsed.named(new PriorityId(name)).isEmpty()
        || !parsed.named(new PriorityId("PRIORITY " + name)).isEmpty()
        || parsed.byKey(id).isPresent();
  }
}
