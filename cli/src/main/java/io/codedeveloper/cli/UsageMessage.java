package io.codedeveloper.cli;

import io.codedeveloper.cli.terminal.Console;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
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
    var message = message(wrong);
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
      console.problem(command.getUsageMessage(Ansi.OFF).stripTrailing());
      return ExitCode.USAGE;
    }
    console.problem("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException wrong) {
    var command = wrong.getCommandLine();
    if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      var word = unmatched.getUnmatched().getFirst();
      var name = command.getCommandSpec().qualifiedName().replaceFirst("^project-manager ?", "");
      return command.getSubcommands().isEmpty()
          ? "'%s' is more than '%s' takes".formatted(word, name)
          : "'%s' is no command".formatted((name + " " + word).strip());
    }
    return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
  }

  private static List<String> suggestions(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return List.of();
    }
    var root = wrong.getCommandLine().getCommandSpec().root().commandLine();
    var elsewhere = named(unmatched.getUnmatched().getFirst(), root).toList();
    var meant = elsewhere.isEmpty() ? unmatched.getSuggestions() : elsewhere;
    return meant.stream().limit(3).map(UsageMessage::quoted).toList();
  }

  /// The command of that name wherever it is: many are looked for in the wrong group.
  private static Stream<String> named(String word, CommandLine line) {
    var below = line.getSubcommands().values().stream().flatMap(one -> named(word, one));
    return line.getCommandName().equals(word)
        ? Stream.concat(Stream.of(line.getCommandSpec().qualifiedName()), below)
        : below;
  }

  private static String quoted(String suggestion) {
    return "'" + suggestion + "'";
  }
}
