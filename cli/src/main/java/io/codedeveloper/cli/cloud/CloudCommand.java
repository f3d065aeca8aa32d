package io.codedeveloper.cli.cloud;

import picocli.CommandLine.Command;

/// The group of commands for the control API.
@Command(
    name = "cloud",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Steers the daemon through its API, on this machine or in the cloud.")
public final class CloudCommand {}
