package io.codedeveloper.cli.google;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// Which project in Google Cloud a command means: options, then variables, then the settings file;
/// where an environment is named, its settings come before variables, which may be another's. What
/// makes or deletes something takes neither where they differ ([#contradictions]).
public final class GoogleOptions {
  @Option(
      names = "--gcp-project",
      paramLabel = "ID",
      description =
          "Google Cloud's project (default: the settings of the environment that is named, GCP_PROJECT_ID, or the settings file).")
  private Optional<String> project = Optional.empty();

  @Option(
      names = "--location",
      paramLabel = "REGION",
      description =
          "Where everything regional is (default: the settings of the environment that is named, GCP_LOCATION, or the settings file).")
  private Optional<String> location = Optional.empty();

  /// The same options, for another command.
  public String options() {
    return project.map(id -> " --gcp-project " + id).orElse("")
        + location.map(region -> " --location " + region).orElse("");
  }

  /// The project that is meant.
  ///
  /// @throws UserErrorException when nothing says which
  public GoogleCloud open(Surroundings with, Connection connection) {
    var inProject =
        project(with, connection)
            .orElseThrow(() ->
                new UserErrorException(
                    "no project of Google Cloud is known; name it with --gcp-project or GCP_PROJECT_ID, or for good with: project-manager cloud config set gcp_project ID"));
    var inLocation =
        location(with, connection)
            .orElseThrow(() ->
                new UserErrorException(
                    "nothing says where in Google Cloud everything is; name it with --location or GCP_LOCATION, or for good with: project-manager cloud config set gcp_location REGION"));
    var log = with.state().resolve("gcloud.log");
    return new GoogleCloud(Programs.with(with, with.directory(), log), inProject, inLocation);
  }

  /// The project that is meant, where project and location are known.
  public Optional<GoogleCloud> known(Surroundings with, Connection connection) {
    return project(with, connection).isPresent() && location(with, connection).isPresent()
        ? Optional.of(open(with, connection))
        : Optional.empty();
  }

  private Optional<String> project(Surroundings with, Connection connection) {
    return project(with, connection.ownSettings(with), connection.environment().isPresent());
  }

  private Optional<String> location(Surroundings with, Connection connection) {
    return location(with, connection.ownSettings(with), connection.environment().isPresent());
  }

  /// Google Cloud's project; empty where nothing says it.
  ///
  /// @param settings of the environment that is meant
  /// @param named whether the command names that environment
  public Optional<String> project(Surroundings with, EnvironmentSettings settings, boolean named) {
    var variable = with.variable(Variable.GOOGLE_PROJECT);
    return project.or(() -> first(named, variable, settings.gcpProject()));
  }

  /// Where everything regional is, as [#project(Surroundings, EnvironmentSettings, boolean)].
  public Optional<String> location(Surroundings with, EnvironmentSettings settings, boolean named) {
    var variable = with.variable(Variable.GOOGLE_LOCATION);
    return location.or(() -> first(named, variable, settings.gcpLocation()));
  }

  /// Where a variable says one thing, the settings another, and no option says which is meant: a
  /// sentence each.
  ///
  /// @param settings of the environment that is named
  public List<String> contradictions(Surroundings with, EnvironmentSettings settings) {
    return Stream.of(
            contradiction(
                with, project, Variable.GOOGLE_PROJECT, settings.gcpProject(), "--gcp-project"),
            contradiction(
                with, location, Variable.GOOGLE_LOCATION, settings.gcpLocation(), "--location"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> contradiction(
      Surroundings with,
      Optional<String> named,
      Variable variable,
      Optional<String> setting,
      String option) {
    return with.variable(variable)
        .filter(value -> named.isEmpty() && setting.filter(one -> !one.equals(value)).isPresent())
        .map(value ->
            "%s is '%s', and the environment's settings say '%s': say which is meant with %s, or unset the variable"
                .formatted(variable.name(), value, setting.orElseThrow(), option));
  }

  /// A project that only a variable says, where the settings have an API and no project: it may be
  /// of another installation. A sentence.
  ///
  /// @param settings of the environment that is meant; they have none where the API is not theirs
  /// @param setting the command that sets the project for good
  public Optional<String> doubt(Surroundings with, EnvironmentSettings settings, String setting) {
    return with.variable(Variable.GOOGLE_PROJECT)
        .filter(id -> project.isEmpty() && settings.gcpProject().isEmpty())
        .filter(id -> settings.url().isPresent())
        .map(id ->
            "%s is '%s', and the environment's settings have an API and no project: say --gcp-project %s if it is meant, for good with: %s; if it is not, unset the variable"
                .formatted(Variable.GOOGLE_PROJECT.name(), id, id, setting));
  }

  private static Optional<String> first(
      boolean named, Optional<String> variable, Optional<String> setting) {
    return named ? setting.or(() -> variable) : variable.or(() -> setting);
  }
}
