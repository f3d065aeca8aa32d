package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk of one megabyte for work trees. Needs the right to mount one.
final class DiskFullIT {
  @TempDir Path directory;
  private Path disk;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectories(directory.resolve("data").resolve("work"));
    var mounted = run(List.of("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()));
    assumeThat(mounted).as("may mount").isTrue();
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run(List.of("umount", disk.toString()));
  }

  @Test
  @FaultRow("G15")
  void aFullDiskEndsTheIterationFreesTheLeaseAndIsToldOnce() {
    try (var harness =
        new Harness(directory).withRoadmap("### PRIORITY 1: Greet\n**Status**: 📝 Planned\n")) {
      harness.somebodyCommits("main", "large.txt", "a line of it\n".repeat(200_000));
      harness.agent = (task, session) -> new Result.GaveUp("never reached");

      var first = harness.run();
      var second = harness.run();

      assertThat(List.of(first, second))
          .allSatisfy(one -> assertThat(one.outcome()).contains(IterationOutcome.USER_ERROR))
          .allSatisfy(one -> assertThat(one.outcomeMessage().orElseThrow()).contains("the disk"));
      assertThat(harness.services.projects().require(Harness.PROJECT).lease()).isEmpty();
      assertThat(harness.notifications()).hasSize(1);
    }
  }

  private static boolean run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }
}
