package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Lease;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole system with real processes: a host, its API over HTTP, ticks, and jobs that are
/// killed.
@EnabledOnOs(OS.LINUX)
class LocalUpIT {
  /// The steps that a job has just done when it is killed.
  private static final List<Set<String>> PLACES =
      List.of(
          Set.of("sync", "select", "spec"),
          Set.of("prepare", "approve"),
          Set.of("implement", "verify"),
          Set.of("roadmap", "commit"),
          Set.of("push", "pull-request", "notify"));

  /// The API takes a hundred requests a minute.
  private static final Duration A_SECOND = Duration.ofSeconds(1);

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

  private void start(String url) {
    var run = world.cloud(url, "start");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
  }

  private JsonObject status(String url) {
    return JsonParser.parseString(world.cloud(url, "status", "--json").out()).getAsJsonObject();
  }

  private boolean idle() {
    var project = world.project();
    return project.lastOutcome().equals(Optional.of(IterationOutcome.NOTHING_TO_DO))
        && project.lease().isEmpty();
  }

  private boolean everythingDone() {
    return world.pullRequests() >= 3 && idle();
  }

  private static void await(String what, BooleanSupplier seen) {
    Waiting.until(what, seen);
  }

  @Test
  void ticksCarryAllPrioritiesOfTheDemoToPullRequestsWithoutAHand() {
    try (var demo = new Jobs(home.resolve("demo"));
        var host =
            new HostProcess(
                home, Map.of(), "--demo", "--data", "demo", "--port", "0", "--tick", "4s")) {
      var url = host.url();
      assertThat(CommandRun.in(home, "cloud", "config", "set", "url", url).exitCode()).isZero();
      CommandRun.in(home, "cloud", "token", "--save", "--data", "demo");
      assertThat(CommandRun.in(home, "cloud", "start").exitCode()).isZero();

      Waiting.until(
          "three pull requests", A_SECOND, () -> out("notifications").contains("pull request #3"));

      assertThat(out("notifications"))
          .contains("PRIORITY 1: pull", "PRIORITY 2: pull", "PRIORITY 3: pull");
      Waiting.until("idle", A_SECOND, () -> out("cloud", "status").contains("idle"));
      assertThat(host.end()).isEqualTo(ExitCode.DONE);
      assertThat(demo.running()).isEmpty();
    }
  }

  /// What a command of the same user prints.
  private String out(String... arguments) {
    return CommandRun.in(home, arguments).out();
  }

  @Test
  void everyProjectOfTheDirectoryIsSwept() {
    var other = new ProjectId("other");
    world.addProject(other);
    try (var host = new HostRun(home, world.variables(), world.options("--json"))) {
      host.readyJson();
      assertThat(world.sweeps(other)).isTrue();
    }
  }

  @Test
  @FaultRow({"X4", "L1"})
  void jobKilledAtFiveStepsStillDoesEachPriorityOnce() {
    try (var host = new HostRun(home, world.variables(), world.options("--json"))) {
      start(host.readyJson().get("url").getAsString());

      for (var place : PLACES) {
        var withShell = PLACES.indexOf(place) % 2 == 1;
        Waiting.until(
            "a job that has done " + place, AN_INSTANT, () -> killedAfter(place, withShell));
      }
      await("three pull requests", this::everythingDone);

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
      assertThat(everythingDone()).as("all is done before a job could be killed").isFalse();
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
      start(first.url());
      await("a job that asks the model", () -> world.waitingForModel() > 0);
      first.kill();
    }
    assertThat(jobs.running()).as("jobs outlive a host that was killed").isNotEmpty();
    world.letModelAnswer();

    try (var second = new HostRun(home, world.variables(), world.options("--json"))) {
      second.ready();
      await("three pull requests", this::everythingDone);
      world.assertEachPriorityWasDoneOnce();
    }
    await("the last job's end", () -> jobs.running().isEmpty());
  }

  @Test
  @FaultRow({"X1"})
  void stopLetsTheJobEndInOrderAndForceEndsItNow() {
    try (var host = new HostRun(home, world.variables(), world.options("--json"))) {
      var url = host.readyJson().get("url").getAsString();
      world.holdModel();
      start(url);
      await("a job that asks the model", () -> world.waitingForModel() > 0);
      assertThat(world.cloud(url, "stop").exitCode()).isZero();
      assertThat(jobs.running()).isNotEmpty();
      world.letModelAnswer();
      await("the job's end", () -> world.project().lease().isEmpty() && jobs.running().isEmpty());
      assertThat(status(url).get("status").getAsString()).isEqualTo("stopped");
      assertThat(world.project().counter("executionsHalted")).isZero();

      world.holdModel();
      start(url);
      await("a job that asks the model", () -> world.waitingForModel() > 0);
      var forced = world.cloud(url, "stop", "--force", "--wait");
      assertThat(forced.exitCode()).as(forced.err()).isZero();
      assertThat(jobs.running()).isEmpty();
      assertThat(world.project().counter("executionsHalted")).isEqualTo(1);

      world.letModelAnswer();
      start(url);
      await("three pull requests", this::everythingDone);
      world.assertEachPriorityWasDoneOnce();
    }
  }

  @Test
  void hostThatIsAskedToEndEndsItsJobsFirst() {
    try (var host = new HostProcess(home, world.variables(), world.options())) {
      world.holdModel();
      start(host.url());
      await("a job that asks the model", () -> world.waitingForModel() > 0);
      world.letModelAnswer();
      assertThat(host.end()).isEqualTo(ExitCode.DONE);
      assertThat(jobs.running()).isEmpty();
      assertThat(world.project().desired())
          .as("the user wants it to work")
          .isEqualTo(Desired.RUNNING);
    }
    try (var next = new HostRun(home, world.variables(), world.options())) {
      next.ready();
      await("three pull requests", this::everythingDone);
      world.assertEachPriorityWasDoneOnce();
    }
  }
}
