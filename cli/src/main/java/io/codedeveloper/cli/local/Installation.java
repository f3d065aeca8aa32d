package io.codedeveloper.cli.local;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.InProcessTransport;
import io.codedeveloper.cli.api.Transport;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.functions.api.ControlPlane;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.platform.local.LocalSecretSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An installation of the daemon in one data directory.
///
/// @param directory absolute
public record Installation(Surroundings with, Path directory, LocalPlatform platform)
    implements AutoCloseable {
  /// Opens a data directory, and makes it where it is missing.
  ///
  /// @param jobs says how jobs are started
  /// @throws UserErrorException when it cannot be used
  public static Installation open(
      Surroundings with, Path directory, SecretSource secrets, JobCommand.Factory jobs) {
    var platform =
        LocalPlatform.open(directory, with.clock(), with.ids(), with.environment(), secrets, jobs);
    return new Installation(with, directory, platform);
  }

  /// Opens a data directory from which no job is started.
  public static Installation open(Surroundings with, Path directory, SecretSource secrets) {
    return open(
        with,
        directory,
        secrets,
        request -> {
          throw new IllegalStateException("no job is started here: " + request.iteration());
        });
  }

  /// Opens a data directory that holds something already.
  ///
  /// @throws UserErrorException when it does not
  public static Installation existing(Surroundings with, Path directory) {
    if (!Files.exists(directory.resolve(LocalDatabase.FILE_NAME))) {
      throw new UserErrorException(
          "%s is no data directory of code-developer; name the one that 'local run-once', 'local up' or 'local demo' was given"
              .formatted(directory));
    }
    return open(with, directory, secrets(with, directory));
  }

  /// The secrets of a data directory: environment variables, else its file `secrets.json`.
  public static SecretSource secrets(Surroundings with, Path directory) {
    return new LocalSecretSource(with.environment(), secretsFile(directory));
  }

  /// Where the secrets of a data directory lie that are in no environment variable.
  public static Path secretsFile(Path directory) {
    return directory.resolve("secrets.json");
  }

  /// The projects that it keeps, one for each repository.
  public List<String> projects() {
    return new Projects(ports().documents())
        .all().stream().map(project -> project.id().value()).sorted().toList();
  }

  /// The present settings of a repository's project; empty where it is not known yet.
  Optional<ProjectSettings> settings(String repository) {
    return new Projects(ports().documents())
        .get(ProjectNames.of(repository))
        .map(Project::settings);
  }

  public Platform ports() {
    return platform.ports();
  }

  /// The control API on this installation; closing it closes the installation.
  public Transport transport() {
    var plane = new ControlPlane(ports(), "local", Wiring::pause);
    var subject = with.variable("USER").orElse("user");
    return new InProcessTransport(directory.toString(), plane, subject, this::close);
  }

  @Override
  public void close() {
    platform.close();
  }
}
