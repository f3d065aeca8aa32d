package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.CommandResult;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Runs a shell command in the work tree, in the sandbox, without network.
final class RunCommand implements Tool {
  private static final int USUAL_SECONDS = 120;
  private static final int MOST_SECONDS = 600;
  private static final int LONGEST_COMMAND = 32 << 10;

  private final Path root;
  private final ToolSettings settings;

  RunCommand(Path root, ToolSettings settings) {
    this.root = root;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "run_command";
  }

  @Override
  public String description() {
    return "Runs a command line with /bin/sh in the work tree: to build, to test, to look at"
        + " things. There is no network and no input. The answer is the exit code and the"
        + " output, head and tail where it is long. Processes end with the command.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .required("command", "string", "the command line")
        .optional(
            "timeout_seconds", "integer", "1 to " + MOST_SECONDS + "; default " + USUAL_SECONDS)
        .build();
  }

  @Override
  public boolean readOnly() {
    return false;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var command = input.text("command");
    if (command.isBlank() || command.length() > LONGEST_COMMAND || command.indexOf('\0') >= 0) {
      throw new RefusedException(
          "the command must have 1 to " + LONGEST_COMMAND + " characters and no zero byte");
    }
    var timeout =
        Duration.ofSeconds(input.number("timeout_seconds", USUAL_SECONDS, 1, MOST_SECONDS));
    var result =
        settings
            .sandbox()
            .run(
                new CommandRequest(
                    command,
                    root,
                    Stream.concat(Stream.of(root), settings.writable().stream()).toList(),
                    List.copyOf(settings.readable()),
                    settings.environment(),
                    Network.NONE,
                    timeout,
                    stop));
    if (!Files.isDirectory(root)) {
      return new ToolOutcome.Refused(
          "the command removed the work tree; nothing more can be done here");
    }
    return new ToolOutcome.Done(ending(result, timeout) + "\n" + output(result));
  }

  private static String ending(CommandResult result, Duration timeout) {
    var took = " after " + result.took().toSeconds() + " s";
    return switch (result.ending()) {
      case EXITED -> "exit code " + result.exitCode() + took;
      case TIMED_OUT ->
          "TIMEOUT: ended with all its processes after "
              + timeout.toSeconds()
              + " s without finishing";
      case EXCEEDED ->
          "RESOURCES: ended with all its processes" + took + ", see the end of its output";
      case STOPPED -> "stopped" + took + ": the work is being interrupted";
    };
  }

  private static String output(CommandResult result) {
    var text = result.output().isEmpty() ? "(no output)" : result.output();
    return result.omitted() > 0
        ? text + "\n[" + result.omitted() + " bytes of output were left out in the middle]"
        : text;
  }
}
