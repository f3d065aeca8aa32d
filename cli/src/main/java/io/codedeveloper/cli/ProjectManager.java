package io.codedeveloper.cli;

import picocli.CommandLine.Command;

/// The root of all commands.
@Command(
    name = "project-manager",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Steers code-developer: priorities in, tested pull requests out.",
    footerHeading = "%nExit codes:%n",
    footer = {
      "   0  done                            10  nothing to do",
      "   1  you must change something       11  a question waits for an answer",
      "   2  the command is written wrongly  12  gave up, or the priority is blocked",
      "   3  the API cannot be reached       20  try again later"
    })
final class ProjectManager {}
