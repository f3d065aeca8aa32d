package io.codedeveloper.cli.up;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// A `local up` in a process of its own. However this process ends, neither the host nor the jobs
/// that it started outlive it.
public final class HostProcess implements AutoCloseable {
  private final Process process;
  private final AtExit atExit;
  private boolean ending;
  private final Path out;
  private final Path err;

  /// Starts it in a directory that is also its home.
  public HostProcess(Path home, Map<String, String> variables, String... options) {
    this(home, "host", variables, options);
  }

  /// As the other one, of several in one directory.
  ///
  /// @param name of the files for its output
  public HostProcess(Path home, String name, Map<String, String> variables, String... options) {
    out = home.resolve(name + ".out");
    err = home.resolve(name + ".err");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "local",
                "up",
                "--json"));
    command.addAll(List.of(options));
    var builder = new ProcessBuilder(command).directory(home.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(variables);
    builder.environment().put("HOME", home.toString());
    var started = new AtomicReference<Process>();
    atExit = new AtExit(() -> endAll(started, home));
    process = start(builder, started);
  }

  private synchronized Process start(ProcessBuilder builder, AtomicReference<Process> started) {
    if (ending) {
      throw new IllegalStateException("this process ends");
    }
    try {
      started.set(builder.start());
      return started.get();
    } catch (IOException failure) {
      atExit.close();
      throw new UncheckedIOException(failure);
    }
  }

  private synchronized void endAll(AtomicReference<Process> started, Path home) {
    ending = true;
    if (started.get() != null) {
      started.get().destroyForcibly();
      exitValue(started.get());
    }
    Jobs.killBelow(home);
  }

  /// Waits as the parent: what looks at the number of the process would wait for whoever has it
  /// next.
  private static int exitValue(Process process) {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException hurried) {
        // It has been told to end, and others wait for that.
      }
    }
  }

  /// Waits until it is ready, and returns its address.
  public String url() {
    Waiting.until("the host is ready", () -> text(out).endsWith("}\n") || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError(text(err));
    }
    return JsonParser.parseString(text(out)).getAsJsonObject().get("url").getAsString();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it with SIGKILL.
  public void kill() {
    process.destroyForcibly();
    exitValue(process);
  }

  /// Ends it with SIGTERM, and returns the exit code.
  public int end() {
    process.destroy();
    return exitValue(process);
  }

  @Override
  public void close() {
    kill();
    atExit.close();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
