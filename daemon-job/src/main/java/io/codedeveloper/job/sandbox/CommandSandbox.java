package io.codedeveloper.job.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Runs a command where it can neither read what it should not nor change what it should not.
///
/// Standard input is empty. The environment holds PATH (the running JVM first, then tools, then the
/// system), JAVA_HOME, HOME, TMPDIR and LANG, and what the request gives; nothing of the
/// environment of this process. When the call returns, no process of the command is alive, and this
/// process may read and change all that it has left, whatever rights it took away.
public interface CommandSandbox {
  /// What people call it: `bubblewrap`, `none`.
  String name();

  /// What holds for every command; one sentence for people.
  default String inForce() {
    return "commands run in the sandbox '" + name() + "'";
  }

  /// Runs one command to its end; several threads may do so at once.
  ///
  /// An interrupted thread ends its command as [Ending#STOPPED] and stays interrupted.
  ///
  /// @throws io.codedeveloper.platform.TransientException when the sandbox itself could not start
  CommandResult run(CommandRequest request);

  /// A command and where it may run.
  ///
  /// @param commandLine for `/bin/sh -c`
  /// @param directory working directory, inside a writable directory
  /// @param writable directories that may be written; all others are read-only or out of sight
  /// @param readable further directories that may be read, caches for instance
  /// @param environment added to what the sandbox sets. HOME may be among it, and is then one of
  ///   the directories above; else it is an empty directory that is gone afterwards
  /// @param outputLimit bytes of output that are kept, half of them from its end
  /// @param stop asked now and then; when true the command is ended as if its time were up
  record CommandRequest(
      String commandLine,
      Path directory,
      List<Path> writable,
      List<Path> readable,
      Map<String, String> environment,
      Network network,
      Duration timeout,
      int outputLimit,
      BooleanSupplier stop) {
    /// 64 KiB: what a model or a person reads; more only for programs.
    public static final int DEFAULT_OUTPUT_LIMIT = 64 * 1024;

    public CommandRequest {
      writable = writable.stream().map(CommandRequest::absolute).toList();
      readable = readable.stream().map(CommandRequest::absolute).toList();
      environment = Map.copyOf(environment);
      directory = absolute(directory);
      if (writable.stream().noneMatch(directory::startsWith)) {
        throw new IllegalArgumentException(
            "the working directory " + directory + " is in none of the writable " + writable);
      }
    }

    public CommandRequest(
        String commandLine,
        Path directory,
        List<Path> writable,
        List<Path> readable,
        Map<String, String> environment,
        Network network,
        Duration timeout,
        BooleanSupplier stop) {
      this(
          commandLine,
          directory,
          writable,
          readable,
          environment,
          network,
          timeout,
          DEFAULT_OUTPUT_LIMIT,
          stop);
    }

    private static Path absolute(Path path) {
      return path.toAbsolutePath().normalize();
    }
  }

  /// What a command may reach.
  enum Network {
    NONE,
    /// Package registries, through [io.codedeveloper.job.registry.RegistryProxy]: only a
    /// repository's own `setup` command.
    REGISTRIES
  }

  /// How a command ended.
  ///
  /// @param exitCode 128 + n for an end by signal n, 126 when not executable, 127 when not found
  /// @param output standard output and error as they came, head and tail with a line between them
  ///   where it was too long; terminal sequences removed, control characters other than newline and
  ///   tab replaced
  /// @param omitted bytes left out between head and tail
  /// @param remarks of the sandbox itself, on what the command reached and what it was refused; for
  ///   people
  record CommandResult(
      Ending ending,
      int exitCode,
      String output,
      long omitted,
      Duration took,
      List<String> remarks) {
    public CommandResult {
      remarks = List.copyOf(remarks);
    }

    public CommandResult(Ending ending, int exitCode, String output, long omitted, Duration took) {
      this(ending, exitCode, output, omitted, took, List.of());
    }

    CommandResult withRemarks(List<String> more) {
      return new CommandResult(ending, exitCode, output, omitted, took, more);
    }

    public boolean succeeded() {
      return ending == Ending.EXITED && exitCode == 0;
    }
  }

  /// Why a command ended.
  enum Ending {
    EXITED,
    TIMED_OUT,
    STOPPED,
    /// It used more memory, disk or processes than it may; the last line of the output says which.
    EXCEEDED
  }
}
