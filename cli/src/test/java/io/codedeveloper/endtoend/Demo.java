package io.codedeveloper.endtoend;

import io.codedeveloper.cli.demo.DemoRepository;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.host.LocalGitHost;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.notification.Notifications;
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
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// The demo's repository with its three priorities, and a model that plays the recorded sessions as
/// fast as it can, or falls silent in the middle of its first answer.
final class Demo implements AutoCloseable {
  static final String KEY = "sk-ant-a-recorded-session";
  static final int PRIORITIES = 3;

  private final Path repository;
  private final RecordedMessagesServer model;
  private final CountDownLatch speech;

  /// Whose model says everything.
  static Demo of(Path home) {
    return new Demo(home, new CountDownLatch(0));
  }

  /// Whose model is silent until [#speak].
  static Demo silent(Path home) {
    return new Demo(home, new CountDownLatch(1));
  }

  private Demo(Path home, CountDownLatch speech) {
    this.speech = speech;
    // The first commit is the same wherever it is made.
    var begin = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), (ZoneId) ZoneOffset.UTC);
    repository = DemoRepository.in(home, begin);
    model = RecordedMessagesServer.start(Recording.parse(recording()), this::pause);
  }

  /// In the place of a pause that was recorded.
  private void pause(Duration recorded) {
    try {
      speech.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the model's silence.
  void speak() {
    speech.countDown();
  }

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

  /// Whether every priority has its pull request, the daemon has seen that nothing is left, and
  /// nothing that people are told is still to be delivered elsewhere.
  boolean isDone(Platform ports) {
    var project = new Projects(ports.documents()).get(project());
    return project
        .filter(known -> known.lease().isEmpty())
        .filter(known -> known.lastOutcome().equals(Optional.of(IterationOutcome.NOTHING_TO_DO)))
        .filter(known -> pullRequests(ports) == PRIORITIES)
        .filter(known -> isDelivered(ports))
        .isPresent();
  }

  private boolean isDelivered(Platform ports) {
    var told =
        new Notifications(ports.documents())
            .list(project(), Optional.empty(), 100, Optional.empty());
    return told.items().size() >= PRIORITIES
        && told.items().stream().allMatch(one -> one.deliverAt().isEmpty());
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
    speak();
    model.close();
  }
}
