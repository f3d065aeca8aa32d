package io.codedeveloper.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.TransientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramsTest {
  /// A program that begins another one and is ended by a signal before that one is.
  private static final String PARENT =
      "/bin/sleep 1000 & echo $! >child.part; /bin/mv child.part child; wait";

  @TempDir Path home;

  @Test
  void programThatTakesTooLongLeavesNoneOfItsOwnBehind() throws Exception {
    var programs = new Programs(home, Map.of(), home.resolve("log"));
    var child = home.resolve("child");

    // A machine that is busy needs longer until it has begun.
    for (var seconds = 1; !Files.exists(child); seconds *= 2) {
      var longest = Duration.ofSeconds(seconds);
      assertThatThrownBy(() -> programs.run(List.of("/bin/sh", "-c", PARENT), longest))
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("did not end within");
    }

    ended(child);
  }

  @Test
  void whatWasSaidUntilThenIsKept() {
    var programs = new Programs(home, Map.of(), home.resolve("log"));
    var talking = List.of("/bin/sh", "-c", "echo this far; exec /bin/sleep 1000");
    var printed = programs.printed(talking, Duration.ofSeconds(1));
    // A machine that is busy needs longer until it has begun.
    for (var seconds = 2; printed.text().isEmpty(); seconds *= 2) {
      printed = programs.printed(talking, Duration.ofSeconds(seconds));
    }

    assertThat(printed.hasEnded()).isFalse();
    assertThat(printed.text()).isEqualTo("this far");
  }

  /// Waits for the end, which a program that goes on for a thousand seconds does not reach.
  private static void ended(Path child) throws Exception {
    var running = ProcessHandle.of(Long.parseLong(Files.readString(child).strip()));
    if (running.isPresent()) {
      try {
        assertThat(running.get().onExit()).succeedsWithin(Duration.ofSeconds(60));
      } finally {
        running.get().destroyForcibly();
      }
    }
  }
}
