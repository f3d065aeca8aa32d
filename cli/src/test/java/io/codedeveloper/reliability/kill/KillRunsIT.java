package io.codedeveloper.reliability.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A short form of `./dev kill-runs`.
@EnabledOnOs(OS.LINUX)
final class KillRunsIT {
  private static final int RUNS = 3;

  @Test
  @FaultRow({"X4", "L1", "P6", "P12"})
  void killedJobsAndHostsLoseNothingAndDoNothingTwice() throws IOException {
    var out = new ByteArrayOutputStream();
    var summary = new KillRuns(new PrintStream(out, true, StandardCharsets.UTF_8)).run(1, RUNS);
    assertThat(summary.violations()).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(summary.kills()).as("nobody was killed").isNotEmpty();
  }
}
