package io.codedeveloper.job.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Names in a process whose locale is not that of the tests.
final class TreeNamesIT {
  /// What the process prints for a name that is not ASCII.
  public static void main(String[] arguments) {
    System.out.println(TreeNames.refusalOfPath("docs/caf\u00e9.md").orElse("none"));
  }

  private static String refusal(Map<String, String> variables) throws IOException {
    var builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            TreeNamesIT.class.getName());
    builder.environment().clear();
    builder.environment().putAll(variables);
    var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }

  @Test
  void nameThatTheLocaleDoesNotHaveIsRefusedRatherThanACrash() throws IOException {
    assertThat(refusal(Map.of("LC_ALL", "C"))).contains("LANG=C.UTF-8");
    assertThat(refusal(Map.of("LC_ALL", "C.UTF-8"))).isEqualTo("none");
  }
}
