package io.codedeveloper.cli;

import io.codedeveloper.cli.terminal.Console;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command that was written wrongly, and how it is written.
final class UsageMessage {
  private final Console console;

  UsageMessage(Console console) {
    this.console = console;
  }

  int report(ParameterException wrong) {
    var command = wrong.getCommandLine();
    var message = String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    console.problem(
        "project-manager: "
            + message.substring(0, 1).toLowerCase(Locale.ROOT)
            + message.substring(1));
    var meant = suggestions(wrong);
    if (!meant.isEmpty()) {
      console.problem("Did you mean " + String.join(" or ", meant) + "?");
    }
    if (message.startsWith("Missing required subcommand")) {
      console.problem("");
      console.problem(command.getUsageMessage().stripTrailing());
      return ExitCode.USAGE;
    }
    console.problem("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static List<String> suggestions(ParameterException wrong) {
    return wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream().limit(3).map(UsageMessage::quoted).toList()
        : List.of();
  }

  private static String quoted(String suggestion) {
    return "'" + suggestion + "'";
  }
}
