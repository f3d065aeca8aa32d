package io.codedeveloper.job.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Runs a command where it can neither read what it should not nor change what it should not.
///
/// Standard input is empty. The environment is cleared but for what the request gives. When the call
/// returns, no process of the command is alive.
public interface CommandSandbox {
  /// What people call it: `bubblewrap`, `none`.
  String name();

  CommandResult run(CommandRequest request);

  /// A command and where it may run.
  ///
  /// @param commandLine for `/bin/sh -c`
  /// @param directory working directory, inside a writable directory
  /// @param writable directories that may be written; all others are read-only or out of sight
  /// @param readable further directories that may be read, caches for instance
  /// @param environment the whole environment, beside PATH, HOME, LANG and TMPDIR, which the sandbox sets
  /// @param stop asked now and then; when true the command is ended as if its time were up
  record CommandRequest(
      String commandLine,
      Path directory,
      List<Path> writable,
      List<Path> readable,
      Map<String, String> environment,
      Network network,
      Duration timeout,
      java.util.function.BooleanSupplier stop) {}

  /// What a command may reach.
  enum Network {
    NONE,
    /// Package registries: only a repository's own `setup` command, before the agent has read anything.
    REGISTRIES
  }

  /// How a command ended.
  ///
  /// @param exitCode 128 + n for an end by signal n
  /// @param output standard output and error as they came, head and tail where it was too long; control characters
  ///     other than newline and tab replaced
  /// @param omitted bytes left out between head and tail
  record CommandResult(Ending ending, int exitCode, String output, long omitted, Duration took) {
    public boolean succeeded() {
      return ending == Ending.EXITED && exitCode == 0;
    }
  }

  /// Why a command ended.
  enum Ending {
    EXITED,
    TIMED_OUT,
    STOPPED
  }
}
