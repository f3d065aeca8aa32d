package io.codedeveloper.endtoend;

import io.codedeveloper.platform.google.testing.GuardedMain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Programs on this test's class path, which is all that is deployed. None outlives the test.
final class JavaProcess {
  private JavaProcess() {}

  /// @param variables all that it finds in its environment
  static ProcessBuilder of(Class<?> main, Map<String, String> variables) {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                GuardedMain.class.getName(),
                String.valueOf(ProcessHandle.current().pid()),
                main.getName()));
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder;
  }
}
