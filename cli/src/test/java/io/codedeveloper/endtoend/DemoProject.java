package io.codedeveloper.endtoend;

import io.codedeveloper.cli.demo.DemoRepository;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.job.ProjectNames;
import io.codedeveloper.job.host.LocalGitHost;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.project.ProjectId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.IntStream;

/// The demo's repository with its three priorities, and what becomes of it.
record DemoProject(Path repository) {
  static final int PRIORITIES = 3;

  /// Makes it; its first commit is the same wherever it is made.
  static DemoProject in(Path directory) {
    var begin = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), (ZoneId) ZoneOffset.UTC);
    return new DemoProject(DemoRepository.in(directory, begin));
  }

  ProjectId id() {
    return ProjectNames.of(repository.toString());
  }

  /// Whether every priority has its pull request, the daemon has seen that nothing is left, and
  /// nothing that people are told is still to be delivered elsewhere.
  boolean isDone(Platform ports) {
    var project = new Projects(ports.documents()).get(id());
    return project
        .filter(known -> known.lease().isEmpty())
        .filter(known -> known.lastOutcome().equals(Optional.of(IterationOutcome.NOTHING_TO_DO)))
        .filter(known -> pullRequests(ports) == PRIORITIES)
        .filter(known -> isDelivered(ports))
        .isPresent();
  }

  private boolean isDelivered(Platform ports) {
    var told =
        new Notifications(ports.documents()).list(id(), Optional.empty(), 100, Optional.empty());
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
    return new LocalGitHost(ports.documents(), id().value(), Clock.systemUTC()).find(branch).size();
  }
}
