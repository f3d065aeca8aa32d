package io.codedeveloper.reliability.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.up.HostProcess;
import io.codedeveloper.cli.up.Jobs;
import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.reliability.kill.KillPlan.Place;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that the platform asks to end, with SIGTERM, in the middle of whatever they ask of others.
@EnabledOnOs(OS.LINUX)
final class TerminatedJobIT {
  private static final Duration MOST = Duration.ofSeconds(8);

  @TempDir private Path home;

  @Test
  @FaultRow("X3")
  void jobThatIsAskedToEndDoesSoInTimeAndItsWorkGoesOn() {
    try (var jobs = new Jobs(home.resolve("data"))) {
      var traffic = new Terminating(jobs);
      try (var world = new World(home, traffic);
          var host = new HostProcess(home, world.variables(), world.options("data", "none"))) {
        assertThat(world.start(host.url(), "data")).isTrue();
        Waiting.until(
            "everything is done",
            () -> {
              if (jobs.running().isEmpty()) {
                world.passTime(true);
              }
              return world.isDone();
            });
        assertThat(traffic.pending).as("where no job was asked to end").isEmpty();
        assertThat(traffic.ends)
            .allSatisfy(end -> assertThat(end.join()).isLessThanOrEqualTo(MOST));
        assertThat(host.end()).isEqualTo(ExitCode.DONE);
        assertThat(new Aftermath(world, traffic.ends.size()).violations()).isEmpty();
      }
    }
  }

  /// Sends SIGTERM to the job at its first request of each kind, before the answer.
  private static final class Terminating implements Traffic {
    private final Jobs jobs;
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Exchange.Kind> pending = EnumSet.allOf(Exchange.Kind.class);
    private final List<CompletableFuture<Duration>> ends = new CopyOnWriteArrayList<>();

    Terminating(Jobs jobs) {
      this.jobs = jobs;
    }

    @Override
    public Exchange arrived(Exchange.Kind kind) {
      return new Exchange(requests.incrementAndGet(), kind);
    }

    @Override
    public Fate fate(Exchange exchange) {
      return Fate.ANSWERED;
    }

    @Override
    public synchronized void pass(Exchange exchange, Place place) {
      if (place == Place.DONE && pending.remove(exchange.kind())) {
        jobs.job().ifPresent(this::terminate);
      }
    }

    private void terminate(ProcessHandle job) {
      var asked = Instant.now();
      ends.add(job.onExit().thenApply(gone -> Duration.between(asked, Instant.now())));
      job.destroy();
    }
  }
}
