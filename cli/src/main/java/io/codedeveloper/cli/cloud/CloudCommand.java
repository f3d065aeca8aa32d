package io.codedeveloper.cli.cloud;

import io.codedeveloper.cli.settings.EnvironmentChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The group of commands for the control API.
@Command(
    name = "cloud",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Steers the daemon through its API, on this machine or in the cloud.")
public final class CloudCommand {
  /// The one that the whole group is to mean, as after the COMMAND.
  @Mixin private EnvironmentChoice environment = new EnvironmentChoice();
}
