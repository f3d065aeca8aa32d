package io.codedeveloper.cli.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.platform.UserErrorException;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The person at the terminal that this process was started from.
public final class PersonAtTerminal implements Person {
  private static final int LONGEST_LINE = 64 * 1024;

  @Override
  public boolean there() {
    return terminal().isPresent();
  }

  private static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  @Override
  public Optional<String> answer(String question) {
    var terminal = terminal();
    return terminal.isPresent()
        ? terminal.map(one -> one.readLine("%s", question))
        : firstLine(System.in);
  }

  @Override
  public Optional<String> secret(String question) {
    var terminal = terminal();
    return terminal.isPresent()
        ? terminal.map(one -> one.readPassword("%s", question)).map(String::new)
        : firstLine(System.in);
  }

  @Override
  public boolean hasPiped() {
    try {
      return terminal().isEmpty() && System.in.available() > 0;
    } catch (IOException closed) {
      return false;
    }
  }

  /// Reads byte by byte: what follows the line stays for whoever reads next.
  private static Optional<String> firstLine(InputStream input) {
    var line = new ByteArrayOutputStream();
    try {
      for (var next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
        if (line.size() == LONGEST_LINE) {
          throw new UserErrorException(
              "the first line of standard input is longer than %d bytes; pipe one line"
                  .formatted(LONGEST_LINE));
        }
        line.write(next);
      }
    } catch (IOException failure) {
      throw new UserErrorException(
          "standard input cannot be read (%s)".formatted(failure.getMessage()), failure);
    }
    return Optional.of(line.toString(UTF_8)).filter(text -> !text.isEmpty());
  }

  @Override
  public int edit(String editor, Path file) {
    try {
      var process =
          new ProcessBuilder("sh", "-c", editor + " \"$@\"", editor, file.toString())
              .inheritIO()
              .start();
      return process.waitFor();
    } catch (IOException noShell) {
      throw new UserErrorException(
          "the editor '%s' cannot be started (%s); set VISUAL or EDITOR to one that can"
              .formatted(editor, noShell.getMessage()),
          noShell);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UserErrorException("stopped while the editor was open", stopped);
    }
  }

  @Override
  public boolean pause(Duration duration) {
    try {
      Thread.sleep(duration);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
