package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import io.codedeveloper.platform.google.testing.PubSubEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine without Google's emulators: what asks for one is skipped, loudly, every time that it
/// asks, and fails where they are required.
final class MissingEmulatorIT {
  private static final String SKIPPED = "org.opentest4j.TestAbortedException";

  @TempDir Path empty;

  /// Asks as tests do, in a process of its own: a process has one environment, and starts what is
  /// shared once.
  static final class Asking {
    public static void main(String[] arguments) {
      for (var ask : List.<Runnable>of(FirestoreEmulator::shared, PubSubEmulator::shared)) {
        Stream.of(ask, ask).forEach(Asking::tell);
      }
      tell(FirestoreEmulator::new);
      tell(PubSubEmulator::new);
    }

    private static void tell(Runnable ask) {
      try {
        ask.run();
        System.out.println("started");
      } catch (Throwable end) {
        System.out.println(end.getClass().getName());
      }
    }
  }

  private List<String> answers(Map<String, String> variables) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Asking.class.getName());
    builder.environment().clear();
    builder.environment().put("PATH", empty.toString());
    builder.environment().putAll(variables);
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  @Test
  void everyTestThatAsksIsSkippedWithALoudLine() throws IOException {
    assertThat(answers(Map.of()))
        .filteredOn(line -> !line.startsWith("SKIPPED, NOT TESTED: Google's emulator "))
        .containsExactly(SKIPPED, SKIPPED, SKIPPED, SKIPPED, SKIPPED, SKIPPED);
    assertThat(answers(Map.of()))
        .filteredOn(line -> line.startsWith("SKIPPED, NOT TESTED: Google's emulator "))
        .hasSize(6)
        .anyMatch(line -> line.endsWith("gcloud components install pubsub-emulator"));
  }

  @Test
  void nothingIsSkippedWhereTheyAreRequired() throws IOException {
    assertThat(answers(Map.of("CODE_DEVELOPER_EMULATORS", "required")))
        .hasSize(6)
        .containsOnly("java.lang.IllegalStateException");
  }
}
