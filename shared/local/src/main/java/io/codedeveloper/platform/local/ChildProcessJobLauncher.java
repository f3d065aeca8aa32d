package io.codedeveloper.platform.local;

import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.JobLauncher;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Jobs as child processes, which go on when their host ends, and which any host on the same
/// database can end.
///
/// A job inherits no environment but the variables of [#INHERITED], gets its secrets by
/// [HandedSecrets], and writes its output to `<execution>.log`, which is kept for 90 days.
public final class ChildProcessJobLauncher implements JobLauncher {
  /// What a program needs to find others, its files, its language and its time zone.
  public static final Set<String> INHERITED =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TZ",
          "TMPDIR",
          "JAVA_HOME");

  /// What a job needs; the key that signs the API's tokens is not for it.
  private static final Set<Name> HANDED = Set.of(Name.ANTHROPIC_API_KEY, Name.GITHUB_TOKEN);

  private final LocalDatabase database;
  private final JobProcess process;
  private final JobCommand.Factory commands;
  private final Map<String, String> environment;
  private final SecretSource secrets;
  private final IdSource ids;

  /// @param directory where each execution leaves its output
  /// @param environment the host's, of which jobs get a few
  public ChildProcessJobLauncher(
      LocalDatabase database,
      Path directory,
      JobCommand.Factory commands,
      Map<String, String> environment,
      SecretSource secrets,
      IdSource ids) {
    this.database = database;
    this.process = new JobProcess(directory);
    this.commands = commands;
    this.environment = Map.copyOf(environment);
    this.secrets = secrets;
    this.ids = ids;
  }

  @Override
  public String launch(JobRequest request) {
    var name = ids.next();
    var command = commands.of(request);
    var handed = HandedSecrets.take(secrets, HANDED);
    var child = process.start(name, command.command(), environmentOf(command));
    var processes = ProcessTree.of(child.toHandle());
    try {
      database
          .write(connection -> {
            var forgotten = ExecutionTable.forget(connection, database.now());
            ExecutionTable.add(connection, name, request, processes);
            return forgotten;
          })
          .forEach(process::forget);
    } catch (RuntimeException failure) {
      // Nobody would know of it.
      processes.kill();
      throw failure;
    }
    hand(handed, child);
    return name;
  }

  private Map<String, String> environmentOf(JobCommand command) {
    var variables = new HashMap<>(environment);
    variables.keySet().retainAll(INHERITED);
    variables.putAll(command.environment());
    return variables;
  }

  private static void hand(HandedSecrets secrets, Process child) {
    try (var input = child.getOutputStream()) {
      input.write(secrets.toLine());
    } catch (IOException ended) {
      // The job has ended without reading; its status tells.
    }
  }

  @Override
  public void cancel(String execution) {
    if (status(execution) != Status.RUNNING) {
      return;
    }
    database
        .write(connection -> {
          ExecutionTable.cancel(connection, execution);
          return ExecutionTable.find(connection, execution);
        })
        .ifPresent(row -> row.processes().kill());
  }

  @Override
  public Status status(String execution) {
    var row = database.read(connection -> ExecutionTable.find(connection, execution));
    if (row.isEmpty()) {
      return Status.UNKNOWN;
    }
    if (row.get().processes().isAlive()) {
      return Status.RUNNING;
    }
    if (row.get().isCancelled()) {
      return Status.CANCELLED;
    }
    return process.exitCode(execution).filter(code -> code == 0).isPresent()
        ? Status.SUCCEEDED
        : Status.FAILED;
  }
}
