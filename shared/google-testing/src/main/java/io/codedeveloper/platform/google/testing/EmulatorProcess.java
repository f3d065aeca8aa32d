package io.codedeveloper.platform.google.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One emulator in a process of its own, on a free port of loopback.
///
/// Its own JVM is started, not gcloud's wrapper, which would leave the JVM behind when it is ended.
final class EmulatorProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private final Process process;
  private final int port;
  private final Path output;

  private EmulatorProcess(Process process, int port, Path output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /// Starts an emulator and returns when it answers.
  ///
  /// @param port to listen on; 0 for any free one
  /// @throws IllegalStateException with what it printed, when it ends or does not answer in 90 s
  static EmulatorProcess start(Path jar, String mainClass, int port) {
    try {
      var chosen = port == 0 ? FreePort.find() : port;
      var output = Files.createTempFile("emulator", ".log");
      var process =
          new ProcessBuilder(command(jar, mainClass, chosen))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      var started = new EmulatorProcess(process, chosen, output);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      started.awaitReady();
      return started;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<String> command(Path jar, String mainClass, int port) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    // The Firestore emulator knows its own error messages in English only.
    command.add("-Duser.language=en");
    command.addAll(List.of("-cp", jar + System.getProperty("path.separator") + ownClasses()));
    command.addAll(
        List.of(GuardedMain.class.getName(), String.valueOf(ProcessHandle.current().pid())));
    command.addAll(List.of(mainClass, "--host=127.0.0.1", "--port=" + port));
    return command;
  }

  private static Path ownClasses() {
    return Path.of(
        URI.create(
            GuardedMain.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private void awaitReady() throws IOException {
    var deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        var printed = Files.readString(output, StandardCharsets.UTF_8);
        close();
        throw new IllegalStateException("the emulator did not start: " + printed);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean answers() {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://" + address() + "/"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an emulator starts", stopped);
    }
  }

  /// Host and port, as the variables `…_EMULATOR_HOST` have it.
  String address() {
    return "127.0.0.1:" + port;
  }

  int port() {
    return port;
  }

  /// Ends it at once, and returns when it is gone.
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      if (!process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "the emulator with process id %d does not end".formatted(process.pid()));
      }
      Files.deleteIfExists(output);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException kept) {
      throw new UncheckedIOException(kept);
    }
  }
}
