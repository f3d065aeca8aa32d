package io.codedeveloper.endtoend;

import io.codedeveloper.cli.demo.DemoRepository;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.host.LocalGitHost;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;

/// The demo's repository with its three priorities, and a model that plays the recorded sessions as
/// fast as it can.
final class Demo implements AutoCloseable {
  static final String KEY = "sk-ant-a-recorded-session";
  private static final int PRIORITIES = 3;

  private final Path repository;
  private final RecordedMessagesServer model;

  Demo(Path home) {
    // The first commit is the same wherever it is made.
    var begin = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), (ZoneId) ZoneOffset.UTC);
    repository = DemoRepository.in(home, begin);
    model = RecordedMessagesServer.start(Recording.parse(recording()), Demo::atOnce);
  }

  private static void atOnce(Duration recorded) {}

  private static String recording() {
    try (var in = DemoRepository.class.getResourceAsStream("recording.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path repository() {
    return repository;
  }

  String modelUrl() {
    return model.baseUrl();
  }

  ProjectId project() {
    return ProjectNames.of(repository.toString());
  }

  /// Whether every priority has its pull request, and the daemon has seen that nothing is left.
  boolean isDone(Platform ports) {
    var project = new Projects(ports.documents()).get(project());
    return project
        .filter(known -> known.lease().isEmpty())
        .filter(known -> known.lastOutcome().equals(Optional.of(IterationOutcome.NOTHING_TO_DO)))
        .filter(known -> pullRequests(ports) == PRIORITIES)
        .isPresent();
  }

  private int pullRequests(Platform ports) {
    return IntStream.rangeClosed(1, PRIORITIES)
        .map(number -> pullRequests(ports, "code-developer/priority-" + number))
        .sum();
  }

  /// How many there are from a branch, of all states.
  int pullRequests(Platform ports, String branch) {
    return new LocalGitHost(ports.documents(), project().value(), Clock.systemUTC())
        .find(branch)
        .size();
  }

  @Override
  public void close() {
    model.close();
  }
}
