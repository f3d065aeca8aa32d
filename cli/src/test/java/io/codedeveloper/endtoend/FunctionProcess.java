package io.codedeveloper.endtoend;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.codedeveloper.platform.google.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A function under the functions framework's invoker, in a process of its own.
final class FunctionProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final int port;

  private FunctionProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// Starts it, and does not wait until it answers.
  static FunctionProcess start(Class<?> target, Map<String, String> variables, Path directory) {
    try {
      var port = FreePort.find();
      var log = directory.resolve(target.getSimpleName() + ".log");
      var builder = JavaProcess.of(Invoker.class, variables);
      builder.environment().put("FUNCTION_TARGET", target.getName());
      builder.environment().put("PORT", String.valueOf(port));
      var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new FunctionProcess(process, log, port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended: " + log());
    }
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// What it printed.
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
