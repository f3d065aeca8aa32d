package io.codedeveloper.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs other programs, without the secrets of the daemon among their variables.
///
/// @param directory where they run
/// @param log gets what they print
record Programs(Path directory, Map<String, String> environment, Path log) {
  private static final int SHOWN = 15;

  /// What a program answered.
  ///
  /// @param output without blanks around it
  record Answer(int exitCode, String output) {
    boolean isYes() {
      return exitCode == 0 && !output.isEmpty();
    }
  }

  /// Where a program is, among the folders of PATH.
  Optional<Path> find(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> directory.resolve(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Runs a program, with all that it prints in the log.
  ///
  /// @throws UserErrorException with the end of what it printed, when it fails
  /// @throws TransientException when it takes too long
  void run(List<String> command, Duration longest) {
    try {
      var before = Files.exists(log) ? Files.size(log) : 0;
      var code = finish(builder(command).redirectErrorStream(true), longest, Appended.BOTH);
      if (code != 0) {
        throw new UserErrorException(
            "%s ended with %d; correct what it says, and run the same command again (all of it: %s)\n%s"
                .formatted(String.join(" ", command), code, log, tail(before)));
      }
    } catch (IOException failure) {
      throw unusable(command, failure);
    }
  }

  /// Asks a program for something short; what it complains about is not kept.
  Answer ask(List<String> command, Duration longest) {
    try {
      var output = Files.createTempFile("code-developer-", ".out");
      try {
        var builder = builder(command).redirectOutput(output.toFile());
        var code =
            finish(builder.redirectError(ProcessBuilder.Redirect.DISCARD), longest, Appended.NONE);
        return new Answer(code, Files.readString(output, UTF_8).strip());
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException failure) {
      throw unusable(command, failure);
    }
  }

  private enum Appended {
    BOTH,
    NONE
  }

  private int finish(ProcessBuilder builder, Duration longest, Appended appended)
      throws IOException {
    if (appended == Appended.BOTH) {
      Files.createDirectories(log.getParent());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }
    var process = builder.redirectInput(new File("/dev/null")).start();
    try {
      if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    throw new TransientException(
        "%s did not end within %d s; try again"
            .formatted(String.join(" ", builder.command()), longest.toSeconds()));
  }

  private ProcessBuilder builder(List<String> command) {
    var found = new ArrayList<>(command);
    found.set(0, find(command.getFirst()).map(Path::toString).orElse(command.getFirst()));
    var builder = new ProcessBuilder(found).directory(directory.toFile());
    var variables = new HashMap<>(environment);
    for (var secret : SecretSource.Name.values()) {
      variables.remove(secret.name());
    }
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder;
  }

  private String tail(long from) throws IOException {
    try (var channel = Files.newByteChannel(log)) {
      channel.position(from);
      var bytes = java.nio.channels.Channels.newInputStream(channel).readAllBytes();
      var lines = new String(bytes, UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }
  }

  private static UserErrorException unusable(List<String> command, IOException failure) {
    return new UserErrorException(
        "%s cannot be run (%s)".formatted(command.getFirst(), failure.getMessage()), failure);
  }
}
