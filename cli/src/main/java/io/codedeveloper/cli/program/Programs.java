package io.codedeveloper.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Runs other programs.
///
/// @param directory where they run
/// @param environment their variables, without secrets
/// @param log gets what they print
public record Programs(Path directory, Map<String, String> environment, Path log) {
  private static final int SHOWN = 15;
  private static final Redirect NOTHING = Redirect.from(new File("/dev/null"));

  /// Time for a program that is told to end: Terraform gives its lock back meanwhile. What is only
  /// asked holds none.
  private static final Duration GRACE = Duration.ofMinutes(1);

  /// The programs of this machine. They get none of our secrets among their variables.
  public static Programs with(Surroundings with, Path directory, Path log) {
    Map<String, String> variables = new HashMap<>(with.environment());
    Arrays.stream(SecretSource.Name.values()).forEach(name -> variables.remove(name.name()));
    variables.remove(Connection.TOKEN.name());
    return new Programs(directory, variables, log);
  }

  /// The same, with one variable more.
  public Programs with(String name, String value) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(name, value);
    return new Programs(directory, variables, log);
  }

  /// Where a program is, among the folders of PATH.
  public Optional<Path> find(String program) {
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
  public void run(List<String> command, Duration longest) {
    run(command, longest, GRACE);
  }

  /// As [#run], for a program that locks nothing: it is ended at once when it takes too long.
  public void runUnlocked(List<String> command, Duration longest) {
    run(command, longest, Duration.ZERO);
  }

  private void run(List<String> command, Duration longest, Duration grace) {
    try {
      Files.createDirectories(log.getParent());
      var before = Files.exists(log) ? Files.size(log) : 0;
      var builder =
          builder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()));
      var code = finish(builder, longest, grace);
      if (code != 0) {
        throw new UserErrorException(
            "%s ended with %d; correct what it says, and run the same command again (all of it: %s)\n%s"
                .formatted(String.join(" ", command), code, log, tail(before)));
      }
    } catch (IOException failure) {
      throw unusable(command, failure);
    }
  }

  /// Runs a program that reads something from its standard input.
  ///
  /// @return what it printed
  /// @throws UserErrorException with what it complains about, when it fails
  public String feed(List<String> command, Secret input, Duration longest) {
    var redactor = new Redactor(List.of(input));
    return complaining(
        command,
        builder -> {
          builder.redirectInput(Redirect.PIPE).redirectOutput(Redirect.PIPE);
          var process = builder.start();
          var printed = printed(process);
          write(input, process);
          return new Ended(
              finish(process, command, longest, GRACE), printed::join, redactor::redact);
        });
  }

  private static CompletableFuture<String> printed(Process process) {
    return CompletableFuture.supplyAsync(() -> readAll(process), Thread::startVirtualThread);
  }

  /// How a program ended.
  ///
  /// @param printed what it printed
  /// @param redacting takes out of its complaints what it was given
  private record Ended(int code, Supplier<String> printed, UnaryOperator<String> redacting) {}

  private interface Running {
    Ended run(ProcessBuilder builder) throws IOException;
  }

  private String complaining(List<String> command, Running running) {
    try {
      var complaints = Files.createTempFile("code-developer-", ".err");
      try {
        var ended = running.run(builder(command).redirectError(complaints.toFile()));
        if (ended.code() != 0) {
          throw refused(command, ended.code(), ended.redacting().apply(text(complaints)));
        }
        return ended.printed().get();
      } finally {
        Files.deleteIfExists(complaints);
      }
    } catch (IOException failure) {
      throw unusable(command, failure);
    }
  }

  private static void write(Secret input, Process process) {
    try (var pipe = process.getOutputStream()) {
      pipe.write(input.reveal().getBytes(UTF_8));
    } catch (IOException notRead) {
      // It ended before: its exit code says more.
    }
  }

  /// Reads a secret that a program prints. It goes through a pipe, and into no file.
  ///
  /// @return what it printed; empty when it printed nothing
  /// @throws UserErrorException with what it complains about, when it fails
  public Optional<Secret> secret(List<String> command, Duration longest) {
    return Optional.of(exactly(command, longest)).filter(text -> !text.isBlank()).map(Secret::of);
  }

  /// Reads what a program prints, with all blanks, through a pipe.
  ///
  /// @throws UserErrorException with what it complains about, when it fails
  public String exactly(List<String> command, Duration longest) {
    return complaining(
        command,
        builder -> {
          var process = builder.redirectOutput(Redirect.PIPE).start();
          var printed = printed(process);
          return new Ended(
              finish(process, command, longest, Duration.ZERO),
              printed::join,
              UnaryOperator.identity());
        });
  }

  private static String readAll(Process process) {
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }

  /// Whether a program succeeds; what it prints is seen by nobody.
  public boolean succeeds(List<String> command, Duration longest) {
    try {
      var builder = builder(command).redirectOutput(Redirect.DISCARD);
      return finish(builder, longest, Duration.ZERO) == 0;
    } catch (IOException failure) {
      throw unusable(command, failure);
    }
  }

  /// Asks a program for something short; what it complains about is not kept.
  ///
  /// @return what it printed, without blanks around it; empty when it failed or printed nothing
  public Optional<String> ask(List<String> command, Duration longest) {
    return Optional.of(print(command, longest))
        .filter(printed -> printed.code() == 0)
        .map(Printed::text)
        .filter(text -> !text.isEmpty());
  }

  /// Asks a program for something that has to be known.
  ///
  /// @return what it printed, without blanks around it; empty when it printed nothing
  /// @throws UserErrorException when it fails
  public Optional<String> answer(List<String> command, Duration longest) {
    var printed = print(command, longest);
    if (printed.code() != 0) {
      throw failed(command, printed.code());
    }
    return Optional.of(printed.text()).filter(text -> !text.isEmpty());
  }

  private static UserErrorException refused(List<String> command, int code, String complaints) {
    return complaints.isEmpty()
        ? failed(command, code)
        : new UserErrorException(
            "%s ended with %d: %s".formatted(Shell.line(command), code, reason(complaints)));
  }

  /// The line that says why.
  private static String reason(String complaints) {
    var lines = complaints.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.startsWith("ERROR:"))
        .findFirst()
        .orElse(lines.getLast())
        .replaceFirst("^ERROR: ", "");
  }

  private static UserErrorException failed(List<String> command, int code) {
    return new UserErrorException(
        "%s ended with %d; run it yourself to see why, then the same command again"
            .formatted(Shell.line(command), code));
  }

  /// What a program said.
  ///
  /// @param code that it ended with
  /// @param text on its standard output, without blanks around it
  /// @param complaints on its standard error
  public record Printed(int code, String text, String complaints) {
    private static final int ENDED_BY_US = -1;

    /// False for a program that took too long: then this is what it had said until it was ended.
    public boolean hasEnded() {
      return code != ENDED_BY_US;
    }
  }

  /// Runs a program for what it prints, also when it fails.
  ///
  /// @throws TransientException when it takes too long
  public Printed print(List<String> command, Duration longest) {
    var printed = printed(command, longest);
    if (!printed.hasEnded()) {
      throw late(command, longest);
    }
    return printed;
  }

  /// As [#print], also for what takes too long.
  public Printed printed(List<String> command, Duration longest) {
    try {
      var output = Files.createTempFile("code-developer-", ".out");
      var complaints = Files.createTempFile("code-developer-", ".err");
      try {
        var builder =
            builder(command).redirectOutput(output.toFile()).redirectError(complaints.toFile());
        var code = codeOf(builder, longest);
        return new Printed(code, Files.readString(output, UTF_8).strip(), text(complaints));
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(complaints);
      }
    } catch (IOException failure) {
      throw unusable(command, failure);
    }
  }

  private static int codeOf(ProcessBuilder builder, Duration longest) throws IOException {
    try {
      return finish(builder, longest, Duration.ZERO);
    } catch (TransientException late) {
      return Printed.ENDED_BY_US;
    }
  }

  /// Without what looks like a token.
  private static String text(Path complaints) throws IOException {
    var bytes = Files.readAllBytes(complaints);
    return new Redactor(List.of()).redact(new String(bytes, UTF_8).strip());
  }

  private ProcessBuilder builder(List<String> command) {
    var found = new ArrayList<>(command);
    found.set(0, find(command.getFirst()).map(Path::toString).orElse(command.getFirst()));
    var builder =
        new ProcessBuilder(found)
            .directory(directory.toFile())
            .redirectInput(NOTHING)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static int finish(ProcessBuilder builder, Duration longest, Duration grace)
      throws IOException {
    return finish(builder.start(), builder.command(), longest, grace);
  }

  private static int finish(
      Process process, List<String> command, Duration longest, Duration grace) {
    try {
      if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
      end(process, grace);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      end(process, Duration.ZERO);
    }
    throw late(command, longest);
  }

  private static TransientException late(List<String> command, Duration longest) {
    return new TransientException(
        "%s did not end within %d s; try again"
            .formatted(String.join(" ", command), longest.toSeconds()));
  }

  /// Ends a program with all that it has begun. Those are looked up before it ends: afterwards they
  /// are nobody's.
  private static void end(Process process, Duration grace) {
    var begun = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Stream.concat(begun.stream(), process.descendants()).forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// What was printed since, its last lines.
  private String tail(long since) throws IOException {
    try (var channel = Files.newByteChannel(log)) {
      channel.position(since);
      var printed = new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
      var lines = new Redactor(List.of()).redact(printed).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN), lines.size()));
    }
  }

  private static UserErrorException unusable(List<String> command, IOException failure) {
    return new UserErrorException(
        "%s cannot be run (%s)".formatted(command.getFirst(), failure.getMessage()), failure);
  }
}
