package io.codedeveloper.platform.google.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class CloudLogProcessIT {
  @Test
  void everyLineOfAProcessInTheCloudIsAnEntry() throws Exception {
    var process =
        start(
            Map.of(
                "PLATFORM", "google",
                "CODE_DEVELOPER_PROJECT", "shop",
                "GITHUB_TOKEN", "tok-en-of-the-process"));

    var lines = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(lines).hasSize(3);
    assertThat(entries(lines, "severity")).containsExactly("WARNING", "ERROR", "ERROR");
    assertThat(entries(lines, "message").get(0)).isEqualTo("by the JDK, 1 time, ***");
    assertThat(entries(lines, "message").get(1)).startsWith("by SLF4J ***\njava.io.IOException: x");
    assertThat(entries(lines, "message").get(2))
        .startsWith("nobody caught this\njava.lang.IllegalStateException: two\nlines");
    assertThat(lines).allMatch(line -> line.contains("\"project\":\"shop\""));
  }

  private static List<String> entries(List<String> lines, String field) {
    return lines.stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject().get(field).getAsString())
        .toList();
  }

  private static Process start(Map<String, String> variables) throws IOException {
    var builder =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder.start();
  }

  /// Logs in both ways, and fails.
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      CloudLog.begin(System.getenv());
      CloudLog.begin(System.getenv());
      ProcessSecrets.learn(Secret.of("read-by-the-process"));
      Logger.getLogger("a").fine("nothing");
      Logger.getLogger("a")
          .log(
              java.util.logging.Level.WARNING,
              "by the JDK, {0} time, {1}",
              new Object[] {1, "read-by-the-process"});
      LoggerFactory.getLogger("b")
          .error("by SLF4J {}", "tok-en-of-the-process", new IOException("x"));
      throw new IllegalStateException("two\nlines");
    }
  }
}
