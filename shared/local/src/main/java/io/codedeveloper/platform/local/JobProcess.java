package io.codedeveloper.platform.local;

import io.codedeveloper.platform.TransientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts the process of one execution, and reads how it ended.
///
/// A shell of three words stands between: it leaves the exit code in a file, which is there even
/// when the host was not when the job ended. `setsid` (Linux) gives the job a session of its own:
/// Ctrl-C at the host does not reach it, and what it starts can be found by the session.
final class JobProcess {
  private static final String KEEP_EXIT_CODE = "exit=$1; shift; \"$@\"; echo $? > \"$exit\"";
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Path directory;

  /// @param directory where each execution has its output and its exit code
  JobProcess(Path directory) {
    this.directory = directory;
  }

  /// @throws TransientException when the process cannot be started
  Process start(String name, List<String> command, Map<String, String> environment) {
    DataDirectory.open(directory);
    var log = logFile(name);
    DataDirectory.createFile(log);
    var builder = new ProcessBuilder(wrapped(name, command));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException failure) {
      throw new TransientException("the job could not be started: " + command.getFirst(), failure);
    }
  }

  private List<String> wrapped(String name, List<String> command) {
    var wrapped = new ArrayList<String>();
    if (Files.isExecutable(SETSID)) {
      wrapped.add(SETSID.toString());
    }
    wrapped.addAll(List.of("/bin/sh", "-c", KEEP_EXIT_CODE, "job", exitFile(name).toString()));
    wrapped.addAll(command);
    return wrapped;
  }

  /// The exit code; empty while the job runs, and when it was killed together with its shell.
  Optional<Integer> exitCode(String name) {
    try {
      var text = Files.readString(exitFile(name));
      return text.endsWith("\n") ? Optional.of(Integer.valueOf(text.strip())) : Optional.empty();
    } catch (IOException | NumberFormatException unfinished) {
      return Optional.empty();
    }
  }

  /// Deletes what an execution left here.
  void forget(String name) {
    try {
      Files.deleteIfExists(logFile(name));
      Files.deleteIfExists(exitFile(name));
    } catch (IOException kept) {
      // Space is lost, nothing else.
    }
  }

  private Path logFile(String name) {
    return directory.toAbsolutePath().resolve(name + ".log");
  }

  private Path exitFile(String name) {
    return directory.toAbsolutePath().resolve(name + ".exit");
  }
}
