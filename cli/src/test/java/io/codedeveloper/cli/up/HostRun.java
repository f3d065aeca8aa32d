package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.Main;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.platform.RandomIdSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// A `local up` in this process, on a thread of its own, until it is closed.
public final class HostRun implements AutoCloseable {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Thread thread;
  private volatile int exitCode = -1;

  /// Starts it in a directory that is also its home.
  public HostRun(Path home, String... options) {
    this(home, Map.of(), options);
  }

  /// Starts it with more variables.
  public HostRun(Path home, Map<String, String> variables, String... options) {
    var console = new Console(stream(out), stream(err), Look.PIPE);
    var environment = new HashMap<>(variables);
    environment.put("HOME", home.toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
    var surroundings =
        new Surroundings(console, environment, home, Clock.systemUTC(), new RandomIdSource());
    var arguments =
        Stream.concat(Stream.of("local", "up"), Stream.of(options)).toArray(String[]::new);
    thread =
        Thread.ofPlatform()
            .name("local up")
            .start(() -> exitCode = Main.run(surroundings, arguments));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /// Waits until it is ready, and returns what it printed by then.
  public String ready() {
    Waiting.until("the host is ready", () -> toldAll() || !thread.isAlive());
    assertThat(thread.isAlive()).as(err()).isTrue();
    return out();
  }

  /// Whether the last of the commands that it names is printed, too.
  private boolean toldAll() {
    return out().contains("project-manager cloud status") && out().endsWith("\n");
  }

  /// As [#ready], of a host that prints JSON.
  public JsonObject readyJson() {
    return JsonParser.parseString(ready()).getAsJsonObject();
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// Ends it as Ctrl-C does, and returns the exit code.
  public int end() {
    thread.interrupt();
    return ended();
  }

  /// Waits for its end, and returns the exit code.
  public int ended() {
    Waiting.until("the host has ended", () -> !thread.isAlive());
    return exitCode;
  }

  @Override
  public void close() {
    end();
  }
}
