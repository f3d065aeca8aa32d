package io.codedeveloper.platform.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A [CrashWorker] in a process of its own.
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  WorkerProcess(Path directory, String kind, int first, int count) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CrashWorker.class.getName(),
            directory.toString(),
            kind,
            Integer.toString(first),
            Integer.toString(count));
    try {
      process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    output = process.inputReader(StandardCharsets.UTF_8);
  }

  /// Waits for the next acknowledgement; empty when the process has ended.
  Optional<String> next() {
    try {
      var line = Optional.ofNullable(output.readLine());
      line.ifPresent(lines::add);
      return line;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Kills the process with SIGKILL and returns what it had acknowledged, also what was still in
  /// the pipe.
  List<String> kill() {
    // Not by the process object, which would close the pipe with what is still in it.
    process.toHandle().destroyForcibly();
    return finish();
  }

  /// Waits for the end of the process and returns what it has acknowledged.
  List<String> finish() {
    while (next().isPresent()) {
      // The next line.
    }
    process.onExit().join();
    return lines;
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
