package io.codedeveloper.daemon;

import io.codedeveloper.budget.Budget;
import io.codedeveloper.platform.Fields;
import java.util.Optional;

/// What the user decides about a project.
///
/// @param repository URL or path of the repository
/// @param baseBranch the branch that work starts from and pull requests go to
/// @param roadmapPath the roadmap's path inside the repository
/// @param testCommand for `/bin/sh -c`; empty: the repository's own settings or what is detected
/// @param agent `claude`, or the command line of another agent
/// @param model the model's id
/// @param schedule when work ticks come: a five-field cron expression in UTC, or an interval such
///   as `30s`, `5m`, `1h`
public record ProjectSettings(
    String repository,
    String baseBranch,
    String roadmapPath,
    Optional<String> testCommand,
    String agent,
    String model,
    Budget budgets,
    String schedule) {
  public static final String DEFAULT_BASE_BRANCH = "main";
  public static final String DEFAULT_ROADMAP_PATH = "docs/ROADMAP.md";
  public static final String DEFAULT_AGENT = "claude";

  /// For long work with tools, by the overview of the price list (October 2026).
  public static final String DEFAULT_MODEL = "claude-opus-5-5";

  public static final String DEFAULT_SCHEDULE = "0 * * * *";

  /// The defaults for a repository.
  public static ProjectSettings of(String repository) {
    return new ProjectSettings(
        repository,
        DEFAULT_BASE_BRANCH,
        DEFAULT_ROADMAP_PATH,
        Optional.empty(),
        DEFAULT_AGENT,
        DEFAULT_MODEL,
        Budget.DEFAULT,
        DEFAULT_SCHEDULE);
  }

  /// The same with another schedule.
  ProjectSettings withSchedule(String other) {
    return new ProjectSettings(
        repository, baseBranch, roadmapPath, testCommand, agent, model, budgets, other);
  }

  /// Reads a project's document; what is missing has its default.
  static ProjectSettings from(Fields fields) {
    return new ProjectSettings(
        fields.requireText("repository"),
        fields.text("baseBranch").orElse(DEFAULT_BASE_BRANCH),
        fields.text("roadmapPath").orElse(DEFAULT_ROADMAP_PATH),
        fields.text("testCommand"),
        fields.text("agent").orElse(DEFAULT_AGENT),
        fields.text("model").orElse(DEFAULT_MODEL),
        Budget.from(fields.fields("budgets")),
        fields.text("schedule").orElse(DEFAULT_SCHEDULE));
  }

  /// A project's document with these settings in it.
  Fields over(Fields document) {
    return document
        .with("repository", repository)
        .with("baseBranch", baseBranch)
        .with("roadmapPath", roadmapPath)
        .withOptional("testCommand", testCommand)
        .with("agent", agent)
        .with("model", model)
        .with("budgets", document.fields("budgets").withAll(budgets.toFields()))
        .with("schedule", schedule);
  }
}
