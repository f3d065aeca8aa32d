package io.codedeveloper.cli.program;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Puts commands together, and writes them as a shell would take them.
public final class Shell {
  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private Shell() {}

  public static List<String> command(String program, String... arguments) {
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    return command;
  }

  public static String line(List<String> command) {
    return command.stream().map(Shell::word).collect(Collectors.joining(" "));
  }

  /// A word as a shell takes it.
  public static String word(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
