package io.codedeveloper.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.VariableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadlineTest {
  private static final Clock STANDING = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @TempDir Path home;

  @Test
  void programGetsWhatIsLeftAndNoMoreThanItTakes() {
    var deadline = Deadline.in(STANDING, Duration.ofSeconds(27));
    assertThat(deadline.left(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(27));
    assertThat(deadline.left(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(5));
    assertThat(Deadline.NONE.left(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whereNothingIsLeftNothingBeginsAnyMore() throws IOException {
    var over = Deadline.in(STANDING, Duration.ZERO);
    try (var scene = Scene.in(home)) {
      var target =
          new Target(
              "test", "acme", "europe-west1", scene.checkout(), "scratch", Optional.empty(), "b");
      var programs = new Programs(home, scene.programs().variables(), home.resolve("log"));
      var problems = new VariableReader(Map.of());

      assertThatThrownBy(() -> new Prerequisites(target, programs, problems, over).cloud())
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("did not answer within 0 s");
      assertThatThrownBy(() -> new Inventory(target, programs, over).take())
          .isInstanceOf(RuntimeException.class);
      assertThat(scene.programs().called()).isEmpty();
    }
  }

  @Test
  void allOfItIsLessThanHalfAMinute() {
    assertThat(Inventory.LONGEST).isLessThan(Duration.ofSeconds(30));
  }
}
