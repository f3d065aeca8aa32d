package io.codedeveloper.job.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A command line as arguments for a shell that limits it, announces it and reports how it ended.
final class ShellCommand {
  /// Written before the command's own output; without it the sandbox did not come that far.
  static final byte STARTED = 1;

  /// Linux takes no longer argument.
  static final int LONGEST = 128 * 1024 - 1;

  // No core dumps; files in blocks of 512 bytes; dash and bash name the limit on processes
  // differently, and root is exempt from it. The subshell and the diverted standard error keep the
  // shell from adding "Killed".
  private static final String SCRIPT =
      """
      printf '\\001'
      ulimit -c 0
      ulimit -f %d
      ulimit -n %d 2>/dev/null
      ulimit -u %3$d 2>/dev/null || ulimit -p %3$d 2>/dev/null
      exec 3>&2 2>/dev/null
      (exec "$@" 2>&3 3>&-)
      exit $?
      """;

  /// When memory runs out, the kernel ends the command and not this process.
  private static final String FIRST_TO_GO =
      "echo 1000 2>/dev/null >/proc/self/oom_score_adj; exec \"$@\"";

  private static final int BLOCK_BYTES = 512;

  private ShellCommand() {}

  /// @param launcher what starts the shell that runs the command line, with its arguments; empty:
  ///   it starts by itself
  static List<String> arguments(String commandLine, Limits limits, List<String> launcher) {
    String script =
        SCRIPT.formatted(limits.fileBytes() / BLOCK_BYTES, limits.openFiles(), limits.processes());
    List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    arguments.addAll(launcher);
    arguments.addAll(List.of("/bin/sh", "-c", commandLine));
    return arguments;
  }

  /// The same program as one that the kernel sacrifices first.
  static List<String> firstToGo(List<String> program) {
    List<String> arguments = new ArrayList<>(List.of("/bin/sh", "-c", FIRST_TO_GO, "sh"));
    arguments.addAll(program);
    return arguments;
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
