package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.Leases.Reservation.Reserved;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.platform.RandomIdSource;
import io.codedeveloper.platform.local.JobCommand;
import io.codedeveloper.platform.local.LocalPlatform;
import io.codedeveloper.platform.local.LocalSecretSource;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The job as the platform starts it.
final class MainIT {
  private static final ProjectId PROJECT = new ProjectId("demo");

  @TempDir Path directory;

  @Test
  @FaultRow("X6")
  void executionThatThePlatformStartsAgainFindsNoLeaseToTake() {
    try (var platform = open()) {
      var documents = platform.ports().documents();
      var leases = new Leases(documents, Leases.TIME_TO_LIVE);
      var iterations = new Iterations(documents, leases);
      var projects = new Projects(documents);
      projects.create(PROJECT, ProjectSettings.of(directory.resolve("nothing").toString()));
      iterations.create(PROJECT, "one");
      var fence = ((Reserved) leases.reserve(PROJECT, "one")).fence();

      var first = job(fence);
      var ended = iterations.get(PROJECT, "one").orElseThrow();
      var project = projects.require(PROJECT);
      var again = job(fence);

      assertThat(first).doesNotContain("nothing done");
      assertThat(again).contains("nothing done: nobody reserved the lease for fence " + fence);
      assertThat(ended.outcome()).isPresent();
      assertThat(iterations.get(PROJECT, "one")).contains(ended);
      assertThat(projects.require(PROJECT)).isEqualTo(project);
    }
  }

  /// What the job prints; it ends in order.
  private String job(long fence) {
    var out = new ByteArrayOutputStream();
    var environment =
        Map.of(
            "PLATFORM",
            "local",
            "CODE_DEVELOPER_DATA",
            data().toString(),
            "CODE_DEVELOPER_PROJECT",
            PROJECT.value(),
            "CODE_DEVELOPER_ITERATION",
            "one",
            "CODE_DEVELOPER_FENCE",
            Long.toString(fence),
            "CODE_DEVELOPER_SANDBOX",
            "none");
    var code =
        Main.run(
            environment,
            InputStream.nullInputStream(),
            new Voice.Printing(new PrintStream(out, true, StandardCharsets.UTF_8)));
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  private Path data() {
    return directory.resolve("data");
  }

  private LocalPlatform open() {
    return LocalPlatform.open(
        data(),
        Clock.systemUTC(),
        new RandomIdSource(),
        Map.of(),
        new LocalSecretSource(Map.of(), directory.resolve("no-file")),
        request -> new JobCommand(List.of("true"), Map.of()));
  }
}
