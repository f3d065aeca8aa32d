package io.codedeveloper.cli.cloud;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The group of commands for the control API.
@Command(
    name = "cloud",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Steers the daemon through its API, on this machine or in the cloud.")
public final class CloudCommand {
  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment of the settings file that is meant, as after the COMMAND.")
  private Optional<String> environment = Optional.empty();

  /// The environment that the whole group is to mean.
  public Optional<String> environment() {
    return environment;
  }
}
