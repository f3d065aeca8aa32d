package io.codedeveloper.cli.up;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The processes of the jobs of one data directory, also those whose host is dead. Linux only.
///
/// @param data absolute
public record Jobs(Path data) implements AutoCloseable {
  private static final String VARIABLE = "CODE_DEVELOPER_DATA=";

  /// The shell around each job, and the job.
  public List<ProcessHandle> running() {
    return ProcessHandle.allProcesses().filter(this::isOurs).toList();
  }

  private boolean isOurs(ProcessHandle process) {
    return data(process).filter(data.toString()::equals).isPresent();
  }

  /// Kills the jobs of all data directories below a directory.
  static void killBelow(Path home) {
    killed(
        ProcessHandle.allProcesses()
            .filter(process -> data(process).filter(at -> at.startsWith(home + "/")).isPresent())
            .toList());
  }

  private static Optional<String> data(ProcessHandle process) {
    try {
      var environment = Files.readString(file(process, "environ"), StandardCharsets.ISO_8859_1);
      return Stream.of(environment.split("\0"))
          .filter(variable -> variable.startsWith(VARIABLE))
          .map(variable -> variable.substring(VARIABLE.length()))
          .findFirst();
    } catch (IOException notOurs) {
      return Optional.empty();
    }
  }

  private static Path file(ProcessHandle process, String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }

  /// Kills the jobs with SIGKILL.
  ///
  /// @param withShell also the shells around them, so that nobody is left to tell how they ended
  public void kill(boolean withShell) {
    killed(running().stream().filter(process -> withShell || isJava(process)).toList());
  }

  /// The Java process of the one job that runs, if one does.
  public Optional<ProcessHandle> job() {
    return running().stream().filter(Jobs::isJava).findFirst();
  }

  private static void killed(List<ProcessHandle> processes) {
    processes.forEach(ProcessHandle::destroyForcibly);
    Waiting.until("they are gone", () -> processes.stream().noneMatch(Jobs::works));
  }

  /// A zombie does not.
  private static boolean works(ProcessHandle process) {
    try {
      var stat = Files.readString(file(process, "stat"), StandardCharsets.ISO_8859_1);
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().filter(name -> name.endsWith("/java")).isPresent();
  }

  @Override
  public void close() {
    kill(true);
  }
}
