package io.codedeveloper.daemon;

import io.codedeveloper.platform.CollectionPath;
import io.codedeveloper.platform.DocumentPath;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.project.RepositoryKey;
import java.util.Optional;

/// Lets one project at a time work on a branch of a repository, however many are set up for it.
///
/// A claim is worth as much as the project behind it: one that was stopped, removed or set up for
/// something else gives way.
final class RepositoryClaim {
  private static final CollectionPath ALL = new CollectionPath("repositories");

  private RepositoryClaim() {}

  /// The other project that works on this project's branch. Reads only.
  static Optional<ProjectId> heldByOther(Transaction tx, Project project) {
    return tx.get(path(project))
        .flatMap(claim -> claim.fields().text("project"))
        .map(ProjectId::new)
        .filter(holder -> !holder.equals(project.id()))
        .filter(holder -> stillWorks(tx, holder, project));
  }

  private static boolean stillWorks(Transaction tx, ProjectId holder, Project project) {
    return tx.get(new ProjectDocuments(holder).project())
        .map(Project::from)
        .filter(other -> path(other).equals(path(project)))
        .filter(
            other -> other.desired() == Desired.RUNNING || other.liveLease(tx.time()).isPresent())
        .isPresent();
  }

  /// Notes that this project works on its branch.
  static void put(Transaction tx, Project project) {
    tx.put(
        path(project),
        Fields.empty()
            .with("project", project.id().value())
            .with("repository", project.settings().repository())
            .with("branch", project.settings().baseBranch()));
  }

  private static DocumentPath path(Project project) {
    var settings = project.settings();
    return ALL.document(RepositoryKey.of(settings.repository(), settings.baseBranch()).value());
  }
}
