package io.codedeveloper.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.sandbox.Exhausting;
import io.codedeveloper.simulation.mutant.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the simulation and its mutants in a process of its own, as `./dev simulate` does: where
/// code is watched for coverage it takes twice the time.
@Exhausting
final class SimulationIT {
  private static final String SEEDS = System.getProperty("seeds", "2000");
  private static final String FROM = System.getProperty("from", "1");
  private static final int MOST_MINUTES = 20;

  @TempDir Path directory;

  @Test
  void nothingIsViolatedAndEveryMutantIsNoticed() throws IOException, InterruptedException {
    var output = directory.resolve("output");
    var simulation =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmn256m",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--seeds",
                SEEDS,
                "--from",
                FROM,
                "--mutants")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(simulation.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
          .as("the end of the simulation within %d minutes", MOST_MINUTES)
          .isTrue();
      var printed = Files.readString(output);
      assertThat(simulation.exitValue()).as(printed).isZero();
      assertThat(Mutant.values())
          .extracting(Mutant::words)
          .allSatisfy(words ->
              assertThat(printed).contains("mutant \"%s\": noticed after ".formatted(words)));
    } finally {
      simulation.destroyForcibly();
    }
  }
}
