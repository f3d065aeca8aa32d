package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.Project;
import io.codedeveloper.file.Copy;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.functions.http.Problem;
import io.codedeveloper.roadmap.PriorityId;
import io.codedeveloper.roadmap.RoadmapParser;

/// Knows the priorities of a project's roadmap, as far as it was read.
final class KnownPriorities {
  private final ProjectFiles files;

  KnownPriorities(ProjectFiles files) {
    this.files = files;
  }

  /// Refuses a priority that the roadmap does not have, or of which nobody can tell that here;
  /// every one passes while no roadmap was read.
  ///
  /// @throws Problem 400
  void check(Project project, String id) {
    var path = ProjectFiles.roadmap(project);
    var roadmap = files.of(project).read(path);
    if (roadmap.isEmpty()) {
      files.of(project).unread(path).ifPresent(why -> requireReadable(path, why, id));
    }
    var unknown = roadmap.filter(file -> !has(file.edited(), id));
    if (unknown.isPresent()) {
      throw new Problem(
          400,
          "the roadmap has no priority '%s'; see its ids with: project-manager view".formatted(id));
    }
  }

  private static void requireReadable(FilePath roadmap, Copy why, String id) {
    if (why == Copy.SECRET || why == Copy.LARGE) {
      var reason =
          why == Copy.SECRET
              ? "it holds what looks like a secret"
              : "it is larger than 10,000,000 bytes";
      throw new Problem(
          400,
          "whether there is a priority '%s' cannot be told here: the roadmap '%s' is not read, because %s; mend that with git, or start without a priority"
              .formatted(id, roadmap, reason));
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
