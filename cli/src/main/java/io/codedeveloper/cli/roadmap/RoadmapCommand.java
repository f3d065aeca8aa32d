package io.codedeveloper.cli.roadmap;

import picocli.CommandLine.Command;

/// The group of commands on a roadmap file.
@Command(
    name = "roadmap",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Reads a roadmap file: what is understood, and what comes next.")
public final class RoadmapCommand {}
