package io.codedeveloper.reliability.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.Main;
import io.codedeveloper.cli.up.Freezer;
import io.codedeveloper.cli.up.HostProcess;
import io.codedeveloper.cli.up.Jobs;
import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.platform.Query;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Two processes work on one priority; one makes its pull request, and the other ends in order.
@EnabledOnOs(OS.LINUX)
final class RaceIT {
  private static final int TRY_AGAIN = 20;
  private static final CalmTraffic NOTHING = new CalmTraffic(Exchange.Kind.PUSH, () -> {});

  @TempDir private Path home;

  @Test
  @FaultRow({"L2", "X7"})
  void jobThatSleepsPastItsLeaseChangesNothingWhenItWakesUp() {
    whileTheFirstJobSleeps((world, freezer, sleeper) -> {
      forgetExecutions(world);
      world.passTime(false);
      Waiting.until("others have done everything", world::isDone);
      var before = state(world);
      assertThat(sleeper.isAlive()).isTrue();
      freezer.thaw(sleeper);
      Waiting.until("it ends by itself", () -> !sleeper.isAlive());

      assertThat(state(world)).isEqualTo(before);
    });
  }

  @Test
  @FaultRow({"L2", "X7"})
  void jobThatSleepsPastItsLeaseIsEndedBeforeAnotherWorks() {
    whileTheFirstJobSleeps((world, freezer, sleeper) -> {
      world.passTime(false);
      Waiting.until("it is ended in its sleep", () -> !sleeper.isAlive());
      Waiting.until("others have done everything", world::isDone);
    });
  }

  /// What happens while a job stands still that has opened a pull request and does not know it.
  @FunctionalInterface
  private interface Meanwhile {
    void happens(World world, Freezer freezer, ProcessHandle sleeper);
  }

  private void whileTheFirstJobSleeps(Meanwhile meanwhile) {
    var frozen = new AtomicReference<ProcessHandle>();
    try (var freezer = new Freezer();
        var jobs = new Jobs(home.resolve("data"));
        var world =
            new World(
                home,
                new CalmTraffic(
                    Exchange.Kind.CREATE_PULL_REQUEST, () -> freeze(jobs, freezer, frozen)));
        var host = new HostProcess(home, world.variables(), world.options("data", "none"))) {
      assertThat(world.start(host.url(), "data")).isTrue();
      Waiting.until(
          "the first job stands still before it learns of its pull request",
          () -> frozen.get() != null);

      meanwhile.happens(world, freezer, frozen.get());

      assertThat(host.end()).isEqualTo(ExitCode.DONE);
      assertThat(new Aftermath(world, 1).violations()).isEmpty();
    }
  }

  /// As if the launcher's answers had been lost: nobody can end the jobs that run.
  private static void forgetExecutions(World world) {
    var documents = world.look().documents();
    var iterations = new ProjectDocuments(world.project()).iterations();
    documents
        .query(Query.of(iterations, "createdAt"))
        .items()
        .forEach(one ->
            documents.transact(tx -> {
              var known = tx.get(one.path()).orElseThrow();
              tx.put(known.path(), known.fields().without("execution"));
              return known;
            }));
  }

  private static void freeze(Jobs jobs, Freezer freezer, AtomicReference<ProcessHandle> frozen) {
    var job = jobs.job().orElseThrow();
    freezer.freeze(job);
    frozen.set(job);
  }

  /// All that a stale execution must leave alone. The project itself goes on ticking meanwhile, and
  /// so does what its ticks find nothing to do in.
  private static List<Object> state(World world) {
    var documents = world.look().documents();
    var iterations = new Iterations(documents, new Leases(documents, Leases.TIME_TO_LIVE));
    var work =
        iterations.list(world.project(), 100, Optional.empty()).items().stream()
            .filter(iteration -> iteration.priority().isPresent())
            .map(Iteration::fields)
            .toList();
    return List.of(
        work,
        world.gitHub().pullRequests(),
        world.model().requests().size(),
        world.repository().run("for-each-ref"));
  }

  @Test
  @FaultRow("L5")
  void ofTwoRunsOnOneStoreOneWorksAndTheOtherSaysSo() throws Exception {
    try (var world = new World(home, NOTHING)) {
      var runs = List.of(runOnce(world, "first"), runOnce(world, "second"));
      var codes = new ArrayList<Integer>();
      for (var run : runs) {
        codes.add(run.waitFor());
      }
      assertThat(codes).contains(ExitCode.DONE).isSubsetOf(ExitCode.DONE, TRY_AGAIN);
      var branches =
          world.gitHub().pullRequests().stream().map(GitHubStandIn.PullRequest::branch).toList();
      // The second may have come so late that it could take the next priority.
      assertThat(branches)
          .hasSize((int) codes.stream().filter(code -> code == ExitCode.DONE).count())
          .doesNotHaveDuplicates();
    }
  }

  private Process runOnce(World world, String name) throws IOException {
    var command =
        Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "local",
                "run-once",
                "--repository",
                world.repositoryUrl(),
                "--data",
                home.resolve("data").toString(),
                "--sandbox",
                "none")
            .toList();
    var builder = new ProcessBuilder(command).directory(home.toFile());
    builder.redirectErrorStream(true).redirectOutput(home.resolve(name + ".out").toFile());
    builder.environment().putAll(world.variables());
    builder.environment().put("HOME", home.toString());
    return builder.start();
  }

  /// Two daemons that know nothing of each other: only GitHub and the branch tell.
  @Test
  void twoDaemonsWithStoresOfTheirOwnMakeOnePullRequestForEachPriority() {
    try (var world = new World(home, NOTHING);
        var firstJobs = new Jobs(home.resolve("data"));
        var secondJobs = new Jobs(home.resolve("other"));
        var first =
            new HostProcess(home, "first", world.variables(), world.options("data", "none"));
        var second =
            new HostProcess(home, "second", world.variables(), world.options("other", "none"))) {
      assertThat(world.start(first.url(), "data")).isTrue();
      assertThat(world.start(second.url(), "other")).isTrue();
      Waiting.until("everything is done", world::isDone);
      assertThat(first.end()).isEqualTo(ExitCode.DONE);
      assertThat(second.end()).isEqualTo(ExitCode.DONE);
      assertThat(firstJobs.running()).isEmpty();
      assertThat(secondJobs.running()).isEmpty();
      assertThat(world.gitHub().pullRequests())
          .extracting(GitHubStandIn.PullRequest::branch)
          .containsExactlyInAnyOrder(World.BRANCHES + 1, World.BRANCHES + 2);
      assertThat(World.NAMES)
          .allSatisfy(name ->
              assertThat(world.commits(World.BRANCHES + (World.NAMES.indexOf(name) + 1)))
                  .filteredOn(World::isComplete)
                  .hasSize(1));
    }
  }
}
