package io.codedeveloper.job.agent.tool;

import io.codedeveloper.job.sandbox.CommandSandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What the tools need beside the work tree.
///
/// @param sandbox where commands run
/// @param environment the whole environment of a command, beside what the sandbox sets
/// @param readable further directories that commands may read, the caches of `setup` for instance
/// @param writable further directories that commands may write
public record ToolSettings(
    CommandSandbox sandbox,
    Map<String, String> environment,
    List<Path> readable,
    List<Path> writable,
    ProtectedPaths protectedPaths) {
  public ToolSettings {
    environment = Map.copyOf(environment);
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
  }
}
