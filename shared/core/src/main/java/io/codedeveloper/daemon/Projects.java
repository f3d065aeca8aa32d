package io.codedeveloper.daemon;

import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.Query;
import io.codedeveloper.platform.Transaction;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The projects of this installation.
public final class Projects {
  private final DocumentStore store;

  public Projects(DocumentStore store) {
    this.store = store;
  }

  /// Makes a project, or changes the settings of the one that is there.
  public Project create(ProjectId id, ProjectSettings settings) {
    return store.transact(tx -> put(tx, with(tx, id, settings)));
  }

  public Optional<Project> get(ProjectId id) {
    return store.get(new ProjectDocuments(id).project()).map(Project::from);
  }

  /// The project.
  ///
  /// @throws UserErrorException when there is none of this id
  public Project require(ProjectId id) {
    return get(id).orElseThrow(() -> unknown(id));
  }

  /// All projects, at most 1,000, by repository.
  public List<Project> all() {
    return store.query(Query.of(ProjectDocuments.ALL, "repository").limit(1000)).items().stream()
        .map(Project::from)
        .toList();
  }

  /// Changes a project in one transaction.
  ///
  /// @param change may run several times
  /// @throws UserErrorException when there is no such project
  public Project update(ProjectId id, UnaryOperator<Project> change) {
    return store.transact(tx -> put(tx, change.apply(require(tx, id))));
  }

  static Optional<Project> find(Transaction tx, ProjectId id) {
    return tx.get(new ProjectDocuments(id).project()).map(Project::from);
  }

  /// The project with these settings, which nothing has written yet; a new one where there is none.
  static Project with(Transaction tx, ProjectId id, ProjectSettings settings) {
    return find(tx, id)
        .map(known -> known.withSettings(settings))
        .orElseGet(() -> Project.of(id, settings));
  }

  static Project require(Transaction tx, ProjectId id) {
    return find(tx, id).orElseThrow(() -> unknown(id));
  }

  /// Writes a project that was read in the same transaction.
  public static Project put(Transaction tx, Project project) {
    tx.put(project.documents().project(), project.fields());
    return project;
  }

  private static UserErrorException unknown(ProjectId id) {
    return new UserErrorException(
        "there is no project '%s' here; name one that was set up, or set it up first"
            .formatted(id));
  }
}
