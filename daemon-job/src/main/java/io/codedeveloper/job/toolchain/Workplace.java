package io.codedeveloper.job.toolchain;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import io.codedeveloper.job.sandbox.CommandSandbox.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A prepared work tree: what every offline command in it may see and is given.
///
/// @param tree the work tree, may be written
/// @param home the commands' HOME, may be written; links lead from it to what setup fetched
/// @param readable what setup fetched, shared with other iterations
/// @param environment beside HOME
public record Workplace(
    Path tree, Path home, List<Path> readable, Map<String, String> environment) {
  public Workplace {
    readable = List.copyOf(readable);
    environment = Map.copyOf(environment);
  }

  /// A command of the agent or of the tests: without network.
  public CommandRequest request(String commandLine, Duration timeout, BooleanSupplier stop) {
    return request(commandLine, timeout, CommandRequest.DEFAULT_OUTPUT_LIMIT, stop);
  }

  /// @param outputLimit bytes of output that are kept
  CommandRequest request(
      String commandLine, Duration timeout, int outputLimit, BooleanSupplier stop) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", home.toString());
    return new CommandRequest(
        commandLine,
        tree,
        List.of(tree, home),
        readable,
        all,
        Network.NONE,
        timeout,
        outputLimit,
        stop);
  }
}
