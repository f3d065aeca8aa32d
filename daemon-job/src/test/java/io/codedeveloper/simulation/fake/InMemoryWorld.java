package io.codedeveloper.simulation.fake;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.daemon.NextIteration;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.AgentLimits;
import io.codedeveloper.job.git.InMemoryOrigin;
import io.codedeveloper.job.git.InMemoryOrigin.Person;
import io.codedeveloper.job.iteration.IterationRunner;
import io.codedeveloper.job.iteration.JobServices;
import io.codedeveloper.job.iteration.Progress;
import io.codedeveloper.job.iteration.StopSignal;
import io.codedeveloper.job.iteration.WorkDirectories;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import io.codedeveloper.project.ProjectDocuments;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One project, its remote, its host and its model, all in memory, with time that passes only where
/// somebody waits.
final class InMemoryWorld implements AutoCloseable {
  static final ProjectId PROJECT = new ProjectId("project");
  static final int PRIORITIES = 3;

  private final InMemoryPlatform platform = new InMemoryPlatform();
  private final FileSystem files = InMemoryFiles.open();
  private final InMemoryOrigin origin = new InMemoryOrigin("memory://project");
  private final InMemoryGitHost host = new InMemoryGitHost(origin, "project");
  private final InMemoryModel model;
  private final JobServices services;
  private final InMemoryWorkshop workshop;
  private final List<String> said = new ArrayList<>();
  private long fence;

  InMemoryWorld(long seed, Developer.Habits habits) {
    model = new InMemoryModel(new Developer(seed, habits), platform.clock);
    services =
        JobServices.over(
            platform.platform(),
            new Redactor(List.of()),
            new WorkDirectories(files.getPath("/data")));
    workshop =
        new InMemoryWorkshop(
            origin,
            host,
            new InMemorySandbox(platform.clock, this::pass, Duration.ofSeconds(20)),
            model,
            AgentLimits.USUAL,
            new Redactor(List.of()),
            platform.clock,
            this::pass,
            seed);
    var somebody = new Person("Somebody", "somebody@example.org", platform.clock.instant());
    origin.commit(
        "main",
        somebody,
        "Begin\n",
        Map.of(
            "README.md", Optional.of("# A project\n"),
            "src/first.txt", Optional.of("First\n"),
            "tests/first.txt", Optional.of("First\n"),
            "code-developer.yml", Optional.of("test: check\n"),
            "docs/ROADMAP.md", Optional.of(roadmap())));
    services.projects().create(PROJECT, ProjectSettings.of("memory://project"));
  }

  private static String roadmap() {
    return IntStream.rangeClosed(1, PRIORITIES)
        .mapToObj(number ->
            "### PRIORITY %d: Wish %d\n**Status**: 📝 Planned\n\nDo it.\n"
                .formatted(number, number))
        .collect(Collectors.joining("\n", "# Roadmap\n\n", ""));
  }

  InMemoryOrigin origin() {
    return origin;
  }

  InMemoryGitHost host() {
    return host;
  }

  InMemoryModel model() {
    return model;
  }

  /// What the daemon charged, in dollars.
  double charged() {
    var today = LocalDate.ofInstant(platform.clock.instant(), ZoneOffset.UTC);
    var day = platform.documents.get(new ProjectDocuments(PROJECT).ledger(today)).orElseThrow();
    var open = day.fields().fields("reservations").asMap().values();
    return day.fields().decimal("spentUsd").orElse(0.0)
        + open.stream().mapToDouble(amount -> ((Number) amount).doubleValue()).sum();
  }

  /// What the service billed, in dollars.
  double billed() {
    return model.bills().nanodollars() / 1e9;
  }

  /// Runs the next iteration to its end.
  Optional<Iteration> run() {
    var id =
        new NextIteration(services.iterations(), services.notifications())
            .find(PROJECT)
            .map(Iteration::id)
            .orElseGet(services.platform().ids()::next);
    fence = ((Leases.Reservation.Reserved) services.leases().take(PROJECT, id)).fence();
    services.iterations().create(PROJECT, id);
    return new IterationRunner(services, workshop)
        .run(PROJECT, id, fence, new StopSignal(), progress());
  }

  /// Everything by which two runs could differ.
  String fingerprint() {
    var heads =
        origin.branches().stream()
            .map(branch -> branch + " " + origin.head(branch).orElseThrow())
            .collect(Collectors.joining("\n"));
    return heads + "\n" + host.all() + "\n" + model.bills().all() + "\n" + String.join("\n", said);
  }

  /// Time goes by, and the heartbeat keeps the lease.
  private void pass(Duration time) {
    platform.clock.advance(time);
    services.leases().renew(PROJECT, fence);
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void step(String step, int number, int of) {
        said.add(step);
      }

      @Override
      public void line(String text) {
        said.add(text);
      }
    };
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
