package io.codedeveloper.cli;

import picocli.CommandLine.ParseResult;

/// Passes what was said to a group on to its command: `cloud --env dev status` is `cloud status
/// --env dev`.
final class GroupOptions {
  private static final String ENVIRONMENT = "--env";

  private GroupOptions() {}

  static void passOn(ParseResult parsed) {
    for (var level = parsed; level.hasSubcommand(); level = level.subcommand()) {
      if (level.hasMatchedOption(ENVIRONMENT)) {
        pass(level, innermost(level));
      }
    }
  }

  private static void pass(ParseResult group, ParseResult command) {
    var option = command.commandSpec().findOption(ENVIRONMENT);
    if (option != null && !command.hasMatchedOption(ENVIRONMENT)) {
      Object value = group.matchedOption(ENVIRONMENT).getValue();
      option.setValue(value);
    }
  }

  private static ParseResult innermost(ParseResult parsed) {
    var level = parsed;
    while (level.hasSubcommand()) {
      level = level.subcommand();
    }
    return level;
  }
}
