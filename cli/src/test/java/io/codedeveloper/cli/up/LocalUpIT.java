package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.daemon.Desired;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole system with real processes: a host, its API over HTTP, ticks, and jobs.
@EnabledOnOs(OS.LINUX)
class LocalUpIT {
  /// The API takes a hundred requests a minute.
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @TempDir Path home;
  private UpScenario world;
  private Jobs jobs;

  @BeforeEach
  void begin() {
    world = new UpScenario(home);
    jobs = new Jobs(home.resolve("data"));
  }

  @AfterEach
  void end() {
    jobs.close();
    world.close();
  }

  private JsonObject status(String url) {
    return JsonParser.parseString(world.cloud(url, "status", "--json").out()).getAsJsonObject();
  }

  @Test
  void ticksCarryAllPrioritiesOfTheDemoToPullRequestsWithoutAHand() throws IOException {
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
      assertThat(printedByJobs()).contains("pull request").doesNotContain("SLF4J");
    }
  }

  private String printedByJobs() throws IOException {
    var text = new StringBuilder();
    try (var logs = Files.newDirectoryStream(home.resolve("demo/logs/executions"), "*.log")) {
      for (var log : logs) {
        text.append(Files.readString(log));
      }
    }
    return text.toString();
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
  @FaultRow({"X1"})
  void stopLetsTheJobEndInOrderAndForceEndsItNow() {
    try (var host = new HostRun(home, world.variables(), world.options("--json"))) {
      var url = host.readyJson().get("url").getAsString();
      world.holdModel();
      world.start(url);
      Waiting.until("a job that asks the model", () -> world.waitingForModel() > 0);
      assertThat(world.cloud(url, "stop").exitCode()).isZero();
      assertThat(jobs.running()).isNotEmpty();
      world.letModelAnswer();
      Waiting.until(
          "the job's end", () -> world.project().lease().isEmpty() && jobs.running().isEmpty());
      assertThat(status(url).get("status").getAsString()).isEqualTo("stopped");
      assertThat(world.project().counter("executionsHalted")).isZero();

      world.holdModel();
      world.start(url);
      Waiting.until("a job that asks the model", () -> world.waitingForModel() > 0);
      var forced = world.cloud(url, "stop", "--force", "--wait");
      assertThat(forced.exitCode()).as(forced.err()).isZero();
      // It may have left by itself before it was ended; the model still says nothing.
      Waiting.until("no job any more", () -> jobs.running().isEmpty());
      assertThat(status(url).get("status").getAsString()).isEqualTo("stopped");

      world.letModelAnswer();
      world.start(url);
      Waiting.until("three pull requests", world::everythingDone);
      world.assertEachPriorityWasDoneOnce();
    }
  }

  @Test
  void hostThatIsAskedToEndEndsItsJobsFirst() {
    try (var host = new HostProcess(home, world.variables(), world.options())) {
      world.holdModel();
      world.start(host.url());
      Waiting.until("a job that asks the model", () -> world.waitingForModel() > 0);
      world.letModelAnswer();
      assertThat(host.end()).isEqualTo(ExitCode.DONE);
      assertThat(jobs.running()).isEmpty();
      assertThat(world.project().desired())
          .as("the user wants it to work")
          .isEqualTo(Desired.RUNNING);
    }
    try (var next = new HostRun(home, world.variables(), world.options())) {
      next.ready();
      Waiting.until("three pull requests", world::everythingDone);
      world.assertEachPriorityWasDoneOnce();
    }
  }
}
