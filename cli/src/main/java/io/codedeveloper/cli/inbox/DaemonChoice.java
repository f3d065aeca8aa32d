package io.codedeveloper.cli.inbox;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.local.Installation;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which daemon a command means: the one behind an API, or the one in a data directory of this
/// machine.
public final class DaemonChoice {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A data directory of this machine; then no server is needed.")
  private Optional<Path> data = Optional.empty();

  @Mixin private Connection connection = new Connection();

  /// Opens the daemon that is meant.
  ///
  /// @throws UserErrorException when there is none
  public ControlClient open(Surroundings with) {
    if (data.isEmpty()) {
      return connection.open(with);
    }
    if (connection.namesServer()) {
      throw new UserErrorException("--data means no server; leave --url and --env out, or --data");
    }
    var installation = Installation.existing(with, with.resolve(data.get()));
    var projects = installation.projects();
    if (projects.size() > 1 && connection.project().isEmpty()) {
      installation.close();
      throw new UserErrorException(
          "%s keeps several projects; name one of them with --project: %s"
              .formatted(data.get(), String.join(", ", projects)));
    }
    return new ControlClient(installation.transport(), connection.project(), with.clock());
  }

  /// Whether it is one on this machine, for which no server is asked.
  public boolean isHere() {
    return data.isPresent();
  }

  /// The API that is meant, where one is.
  public Connection connection() {
    return connection;
  }

  /// The options that name the same daemon in another command, with a leading blank.
  public String options() {
    return data.map(directory -> " --data " + directory).orElse("")
        + connection.project().map(project -> " --project " + project).orElse("");
  }
}
