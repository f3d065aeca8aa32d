package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.daemon.Lease;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole system with real processes, of which some are killed: jobs at their steps, and the
/// host.
@EnabledOnOs(OS.LINUX)
class KilledProcessesIT {
  /// The steps that a job has just done when it is killed.
  private static final List<Set<String>> PLACES =
      List.of(
          Set.of("sync", "select", "spec"),
          Set.of("prepare", "approve"),
          Set.of("implement", "verify"),
          Set.of("roadmap", "commit"),
          Set.of("push", "pull-request", "notify"));

  /// A step takes a few milliseconds.
  private static final Duration AN_INSTANT = Duration.ofMillis(1);

  @TempDir Path home;
  private UpScenario world;
  private Jobs jobs;
  private final Freezer freezer = new Freezer();
  private final Map<Long, ProcessHandle> jobByFence = new HashMap<>();

  @BeforeEach
  void begin() {
    world = new UpScenario(home);
    jobs = new Jobs(home.resolve("data"));
  }

  @AfterEach
  void end() {
    jobs.close();
    freezer.close();
    world.close();
  }

  @Test
  @FaultRow({"X4", "L1"})
  void jobKilledAtFiveStepsStillDoesEachPriorityOnce() {
    try (var host = new HostRun(home, world.variables(), world.options("--json"))) {
      world.start(host.readyJson().get("url").getAsString());

      for (var place : PLACES) {
        var withShell = PLACES.indexOf(place) % 2 == 1;
        Waiting.until(
            "a job that has done " + place, AN_INSTANT, () -> killedAfter(place, withShell));
      }
      Waiting.until("three pull requests", world::everythingDone);

      world.assertEachPriorityWasDoneOnce();
      assertThat(world.project().counter("leasesOrphaned")).isEqualTo(PLACES.size());
      assertThat(world.project().counter("leasesExpired")).isZero();
      assertThat(host.end()).isEqualTo(ExitCode.DONE);
    }
  }

  /// Kills the job if it has just done one of these steps.
  private boolean killedAfter(Set<String> steps, boolean withShell) {
    var lease = world.project().lease().filter(Lease::claimed);
    if (lease.isEmpty()) {
      assertThat(world.everythingDone()).as("all is done before a job could be killed").isFalse();
      return false;
    }
    var fence = lease.get().fence();
    if (!jobByFence.containsKey(fence)) {
      jobs.job().ifPresent(found -> jobByFence.put(fence, found));
    }
    var job = jobByFence.get(fence);
    if (job == null || !hasDone(steps, fence)) {
      return false;
    }
    // Frozen first, so that it is still there when it is killed.
    freezer.freeze(job);
    var there = hasDone(steps, fence);
    if (there) {
      jobs.kill(withShell);
    } else {
      freezer.thaw(job);
    }
    return there;
  }

  private boolean hasDone(Set<String> steps, long fence) {
    var project = world.project();
    return project.step().filter(steps::contains).isPresent()
        && project.lease().filter(lease -> lease.fence() == fence).isPresent();
  }

  @Test
  @FaultRow("X4")
  void hostKilledInTheMiddleIsFollowedByOneThatFinishes() {
    world.holdModel();
    try (var first = new HostProcess(home, world.variables(), world.options())) {
      world.start(first.url());
      Waiting.until("a job that asks the model", () -> world.waitingForModel() > 0);
      first.kill();
    }
    assertThat(jobs.running()).as("jobs outlive a host that was killed").isNotEmpty();
    world.letModelAnswer();

    try (var second = new HostRun(home, world.variables(), world.options("--json"))) {
      second.ready();
      Waiting.until("three pull requests", world::everythingDone);
      world.assertEachPriorityWasDoneOnce();
    }
    Waiting.until("the last job's end", () -> jobs.running().isEmpty());
  }
}
