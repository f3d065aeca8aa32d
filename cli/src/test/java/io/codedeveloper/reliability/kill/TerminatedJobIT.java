package io.codedeveloper.reliability.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.up.HostProcess;
import io.codedeveloper.cli.up.Jobs;
import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.reliability.kill.KillPlan.Place;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that the platform asks to end, with SIGTERM, in the middle of whatever they ask of others.
@EnabledOnOs(OS.LINUX)
final class TerminatedJobIT {
  /// The job itself takes eight seconds at most, by its own clock; the rest is for a busy machine.
  private static final Duration MOST = Duration.ofSeconds(30);

  @TempDir private Path home;

  @Test
  @FaultRow("X3")
  void jobThatIsAskedToEndDoesSoInTimeAndItsWorkGoesOn() {
    try (var jobs = new Jobs(home.resolve("data"))) {
      var traffic = new Terminating(jobs);
      try (var world = new World(home, traffic);
          var host = new HostProcess(home, world.variables(), world.options("data", "none"))) {
        traffic.fence = () -> fence(world);
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
            .extracting(CompletableFuture::join)
            .allSatisfy(end -> assertThat(end.took()).isLessThanOrEqualTo(MOST))
            .allSatisfy(end -> assertThat(end.leaseFreed()).as("its lease is free").isTrue());
        assertThat(host.end()).isEqualTo(ExitCode.DONE);
        assertThat(new Aftermath(world, traffic.ends.size()).violations()).isEmpty();
      }
    }
  }

  private static OptionalLong fence(World world) {
    return new Projects(world.look().documents())
        .require(world.project())
        .lease()
        .map(lease -> OptionalLong.of(lease.fence()))
        .orElse(OptionalLong.empty());
  }

  /// How a job ended that was asked to.
  private record End(Duration took, boolean leaseFreed) {}

  /// Sends SIGTERM to the job at its first request of each kind, before the answer.
  private static final class Terminating implements Traffic {
    private final Jobs jobs;
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Exchange.Kind> pending = EnumSet.allOf(Exchange.Kind.class);
    private final List<CompletableFuture<End>> ends = new CopyOnWriteArrayList<>();
    private volatile Supplier<OptionalLong> fence = OptionalLong::empty;

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
      var held = fence.get();
      ends.add(
          job.onExit()
              .thenApply(gone -> {
                var took = Duration.between(asked, Instant.now());
                return new End(took, held.isPresent() && !held.equals(fence.get()));
              }));
      job.destroy();
    }
  }
}
