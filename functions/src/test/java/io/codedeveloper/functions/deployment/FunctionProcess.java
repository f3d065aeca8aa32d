package io.codedeveloper.functions.deployment;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.codedeveloper.platform.contract.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A function as Google Cloud runs it: a process with the invoker, and the jar of its zip.
final class FunctionProcess implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Path log;
  private final int port;

  private FunctionProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// Returns when it answers.
  static FunctionProcess start(Path jar, String target, Map<String, String> variables) {
    try {
      var port = freePort();
      var log = jar.resolveSibling("log");
      var builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              invoker(),
              Invoker.class.getName(),
              "--classpath",
              jar.toString());
      var environment = builder.environment();
      environment.clear();
      environment.putAll(variables);
      environment.put("FUNCTION_TARGET", target);
      environment.put("PORT", String.valueOf(port));
      environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
      var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      var started = new FunctionProcess(process, log, port);
      Eventually.until(target + " listens", started::listensOrEnded);
      return started;
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

  private boolean listensOrEnded() {
    if (!process.isAlive()) {
      throw new AssertionError("it ended: " + log());
    }
    try {
      new java.net.Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

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

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    client.close();
  }
}
