package io.codedeveloper.job.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Names in a process whose locale is not that of the tests. Elsewhere the locale does not decide
/// how names are written.
@EnabledOnOs(OS.LINUX)
final class TreeNamesIT {
  private static final String NAME = "caf\u00e9.md";

  /// What the process prints for a name that is not ASCII, of a path and in a work tree.
  public static void main(String[] arguments) throws IOException {
    var found = WorkFile.at(Path.of("/tmp"), NAME, Optional.empty(), TreeLimits.usual());
    System.out.println(TreeNames.refusalOfPath("docs/" + NAME).orElse("none"));
    System.out.println(found instanceof WorkFile.Unfit(var reason) ? reason : "none");
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
    assertThat(refusal(Map.of("LC_ALL", "C")).lines())
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason).contains("LANG=C.UTF-8"));
    assertThat(refusal(Map.of("LC_ALL", "C.UTF-8")).lines()).containsExactly("none", "none");
  }
}
