package io.codedeveloper.job.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A command line as arguments for a shell that limits it, announces it and reports how it ended.
final class ShellCommand {
  /// Written before the command's own output; without it the sandbox did not come that far.
  static final byte STARTED = 1;

  /// Linux takes no longer argument.
  static final int LONGEST = 128 * 1024 - 1;

  // No core dumps, files up to 2 GiB (in blocks of 512 bytes), 4096 processes (dash and bash name
  // that limit
  // differently; root is exempt). The subshell and the diverted standard error keep the shell from
  // adding "Killed".
  private static final String SCRIPT =
      """
      printf '\\001'
      ulimit -c 0
      ulimit -f 4194304
      ulimit -u 4096 2>/dev/null || ulimit -p 4096 2>/dev/null
      exec 3>&2 2>/dev/null
      (exec /bin/sh -c "$1" 2>&3 3>&-)
      exit $?
      """;

  private ShellCommand() {}

  static List<String> arguments(String commandLine) {
    return List.of("/bin/sh", "-c", SCRIPT, "sh", commandLine);
  }

  /// Why no shell can be given this command line; for the one who wrote it.
  static Optional<String> problem(String commandLine) {
    int length = commandLine.getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST) {
      return Optional.of(
          "the command line has " + length + " bytes, at most " + LONGEST + " are possible");
    }
    return commandLine.indexOf('\0') >= 0
        ? Optional.of("the command line contains a NUL character")
        : Optional.empty();
  }
}
