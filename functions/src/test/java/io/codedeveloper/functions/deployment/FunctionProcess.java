package io.codedeveloper.functions.deployment;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.codedeveloper.platform.contract.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A function as Google Cloud runs it: a process with the invoker.
final class FunctionProcess implements AutoCloseable {
  /// What starts quickly: one compiler that is quick itself, and a collector without threads.
  static final List<String> FLAGS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  private FunctionProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// Starts the jar of a zip; returns when it listens.
  static FunctionProcess ofJar(Path jar, String target, Map<String, String> variables) {
    return start(command(jar), target, variables, jar.resolveSibling("log"));
  }

  /// Starts the jar of a zip that does not come to listen; returns when it has ended.
  static FunctionProcess failing(Path jar, String target, Map<String, String> variables)
      throws InterruptedException {
    var started = spawn(command(jar), target, variables, jar.resolveSibling("log"));
    started.awaitEnd();
    return started;
  }

  private static List<String> command(Path jar) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", invoker(), Invoker.class.getName(), "--classpath"));
    command.add(jar.toString());
    return command;
  }

  /// Starts a command that ends with the invoker; returns when it listens.
  ///
  /// @param log where its output goes
  static FunctionProcess start(
      List<String> command, String target, Map<String, String> variables, Path log) {
    var started = spawn(command, target, variables, log);
    Eventually.until(target + " listens", started::listens);
    return started;
  }

  private static FunctionProcess spawn(
      List<String> command, String target, Map<String, String> variables, Path log) {
    try {
      var port = freePort();
      var builder = new ProcessBuilder(command);
      var environment = builder.environment();
      environment.clear();
      environment.putAll(variables);
      environment.put("FUNCTION_TARGET", target);
      environment.put("PORT", String.valueOf(port));
      var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      return new FunctionProcess(process, log, port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static String invoker() {
    try {
      var source = Invoker.class.getProtectionDomain().getCodeSource().getLocation();
      return Path.of(source.toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended: " + log());
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /// @param headers name, value, name, value
  HttpResponse<String> get(String path, List<String> headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// What it printed.
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Ends it in order, with SIGTERM.
  void end() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end: " + log());
    }
  }

  /// How it ended.
  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    client.close();
  }
}
