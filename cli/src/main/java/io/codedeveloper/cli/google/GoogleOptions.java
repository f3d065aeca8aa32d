package io.codedeveloper.cli.google;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.Variable;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which project in Google Cloud a command means: options, then variables, then the settings file;
/// where an environment is named, its settings come before variables, which may be another's.
public final class GoogleOptions {
  @Option(
      names = "--gcp-project",
      paramLabel = "ID",
      description = "Google Cloud's project (default: GCP_PROJECT_ID, or the settings file).")
  private Optional<String> project = Optional.empty();

  @Option(
      names = "--location",
      paramLabel = "REGION",
      description = "Where everything regional is (default: GCP_LOCATION, or the settings file).")
  private Optional<String> location = Optional.empty();

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

  private static Optional<String> first(
      boolean named, Optional<String> variable, Optional<String> setting) {
    return named ? setting.or(() -> variable) : variable.or(() -> setting);
  }
}
