package io.codedeveloper.job.sandbox;

import io.codedeveloper.job.sandbox.CommandSandbox.CommandRequest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The whole environment of a command: nothing of this process's own comes along.
final class CommandEnvironment {
  private CommandEnvironment() {}

  /// @param home where the request names none
  static Map<String, String> of(
      CommandRequest request, Toolbox toolbox, Path home, Path temporary) {
    Map<String, String> environment = new HashMap<>(toolbox.environment());
    environment.put("PATH", toolbox.pathVariable());
    environment.put("JAVA_HOME", toolbox.javaHome().toString());
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", temporary.toString());
    environment.put("LANG", "C.UTF-8");
    environment.putAll(request.environment());
    return environment;
  }
}
