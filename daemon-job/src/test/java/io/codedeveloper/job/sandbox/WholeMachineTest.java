package io.codedeveloper.job.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeMachineTest {
  @TempDir Path directory;

  private WholeMachine take(String name) throws IOException {
    return WholeMachine.take(directory.resolve("lock"), name, Duration.ZERO);
  }

  @Test
  void whoeverWaitsInVainIsToldWhoHasIt() throws IOException {
    try (var _ = take("FirstIT")) {
      assertThatThrownBy(() -> take("SecondIT"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("SecondIT waited 0 s for the whole machine")
          .hasMessageContaining("held by FirstIT of process " + ProcessHandle.current().pid())
          .hasMessageContaining(Path.of("").toAbsolutePath().toString());
    }
  }

  @Test
  void itIsFreeWhenTheOneBeforeHasClosedIt() throws IOException {
    take("FirstIT with a long name").close();
    try (var _ = take("SecondIT")) {
      assertThat(directory.resolve("lock"))
          .content()
          .startsWith("SecondIT of process")
          .hasLineCount(1);
      assertThatThrownBy(() -> take("ThirdIT")).hasMessageContaining("held by SecondIT");
    }
  }
}
