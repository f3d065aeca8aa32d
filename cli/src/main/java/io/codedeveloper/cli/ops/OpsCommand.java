package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.settings.EnvironmentChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The group of commands for the person on call.
@Command(
    name = "ops",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The procedures of the runbook, for the person on call.",
    footerHeading = "%nExit codes of all of them:%n",
    footer = {
      "   0  all is well                     3  the API cannot be reached",
      "   1  something is wrong             20  something could not be read"
    })
public final class OpsCommand {
  /// The one that the whole group is to mean, as after the COMMAND.
  @Mixin private EnvironmentChoice environment = new EnvironmentChoice();
}
