package io.codedeveloper.cli.up;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Stops processes where they are, and lets them go on. A shell that stays does it, for a step of a
/// job takes less time than the start of a program.
public final class Freezer implements AutoCloseable {
  private final Process shell;
  private final BufferedReader answers;

  public Freezer() {
    try {
      shell = new ProcessBuilder("/bin/sh").redirectErrorStream(true).start();
    } catch (IOException noShell) {
      throw new UncheckedIOException(noShell);
    }
    answers = shell.inputReader(StandardCharsets.US_ASCII);
  }

  /// Returns when the process stands still, or is gone.
  public void freeze(ProcessHandle process) {
    signal("STOP", process);
  }

  public void thaw(ProcessHandle process) {
    signal("CONT", process);
  }

  private void signal(String name, ProcessHandle process) {
    try {
      var command = "kill -%s %d 2>/dev/null; echo done\n".formatted(name, process.pid());
      shell.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
      shell.getOutputStream().flush();
      answers.readLine();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
