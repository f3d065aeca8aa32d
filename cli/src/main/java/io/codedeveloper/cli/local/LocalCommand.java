package io.codedeveloper.cli.local;

import picocli.CommandLine.Command;

/// The group of commands that run the system on this machine.
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs the whole system on this machine, without any account.")
public final class LocalCommand {}
