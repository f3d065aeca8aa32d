package io.codedeveloper.cli.deploy;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// A project as Terraform's settings want it.
///
/// @param says the settings, with the names of Terraform's variable
record WantedProject(ProjectId id, JsonView says) {
  /// Those that have a repository.
  static List<WantedProject> of(Outputs outputs) {
    var all = outputs.values().view("projects");
    return all.json().keySet().stream()
        .filter(id -> !all.view(id).text("repository").orElse("").isEmpty())
        .map(id -> new WantedProject(new ProjectId(id), all.view(id)))
        .toList();
  }

  /// Writes its document. When it works is taken over only at first: from then on the API says so.
  ///
  /// @return what was done
  /// @throws UserErrorException where the project has another repository
  String into(DocumentStore store) {
    return store.transact(tx -> {
      var known =
          tx.get(new ProjectDocuments(id).project())
              .map(document -> new Project(id, document.fields()));
      var project =
          known
              .map(present -> present.withSettings(changed(present.settings())))
              .orElseGet(this::fresh);
      Projects.put(tx, project);
      var repository = project.settings().repository();
      return known.isPresent()
          ? "%s is there: %s".formatted(id, repository)
          : "%s was made: %s".formatted(id, repository);
    });
  }

  private Project fresh() {
    var zone = ZoneId.of(text("time_zone").orElse("UTC"));
    var usual = ProjectSettings.of(repository());
    var settings = over(usual, text("work").orElse(usual.schedule()));
    return Project.of(id, settings)
        .with("timeZone", zone.normalized().equals(ZoneOffset.UTC) ? null : zone.getId());
  }

  private ProjectSettings changed(ProjectSettings present) {
    if (!present.repository().equals(repository())) {
      throw new UserErrorException(
          "the project '%s' works on %s, and terraform's settings say %s; give the other repository another project"
              .formatted(id, present.repository(), repository()));
    }
    return over(present, present.schedule());
  }

  private ProjectSettings over(ProjectSettings before, String schedule) {
    return new ProjectSettings(
        repository(),
        text("base_branch").orElse(before.baseBranch()),
        text("roadmap").orElse(before.roadmapPath()),
        text("test_command"),
        before.agent(),
        text("model").orElse(before.model()),
        budget(before.budgets()),
        schedule);
  }

  private Budget budget(Budget before) {
    var limits = says.view("budget_usd");
    return new Budget(
        amount(limits, "priority").orElse(before.perPriority()),
        amount(limits, "day").orElse(before.perDay()),
        amount(limits, "month").orElse(before.perMonth()));
  }

  private static Optional<Usd> amount(JsonView limits, String name) {
    return limits.text(name).map(BigDecimal::new).map(Usd::of);
  }

  private String repository() {
    return text("repository").orElseThrow();
  }

  private Optional<String> text(String name) {
    return says.text(name).filter(value -> !value.isBlank());
  }
}
