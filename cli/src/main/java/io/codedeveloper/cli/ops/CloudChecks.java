package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.google.Execution;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.JobSize;
import io.codedeveloper.cli.google.Tick;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.terminal.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Google Cloud tells of an installation's health.
final class CloudChecks {
  private static final Duration A_DAY = Duration.ofDays(1);

  /// The sweep comes every five minutes; three that did not come are no coincidence.
  private static final Duration LATEST_SWEEP = Duration.ofMinutes(15);

  private final Instant now;
  private final GoogleCloud google;
  private final Pending<List<Execution>> executions;
  private final Pending<List<Tick>> ticks;
  private final Pending<JsonView> queue;
  private final Pending<JobSize> job;

  /// Asks everything.
  CloudChecks(Site site, GoogleCloud google, Instant now) {
    this.now = now;
    this.google = google;
    executions = site.google(GoogleCloud::executions);
    ticks = site.google(GoogleCloud::ticks);
    queue = site.google(GoogleCloud::queue);
    job = site.google(GoogleCloud::job);
  }

  Pending<List<Execution>> askedExecutions() {
    return executions;
  }

  Pending<List<Tick>> askedTicks() {
    return ticks;
  }

  /// Waits for the answers.
  List<Finding> findings() {
    return List.of(
        Finding.of("version", this::version),
        Finding.of("executions", this::executions),
        Finding.of("ticks", this::ticks),
        Finding.of("queue", this::queue));
  }

  private Finding version() {
    var size = job.get();
    return size.image().isEmpty()
        ? Finding.wrong(
            "version", "the job has no image", "project-manager cloud resources --env NAME")
        : Finding.fine("version", size.version());
  }

  private Finding executions() {
    var recent =
        executions.get().stream().filter(one -> one.created().isAfter(now.minus(A_DAY))).toList();
    var failed = recent.stream().filter(one -> one.state() == Execution.State.FAILED).toList();
    if (failed.isEmpty()) {
      return Finding.fine("executions", "%d in 24 hours, none failed".formatted(recent.size()));
    }
    var newest = failed.getFirst();
    return Finding.wrong(
        "executions",
        "%d of %d in 24 hours failed; the newest, %s, %s: %s"
            .formatted(
                failed.size(),
                recent.size(),
                newest.name(),
                Times.relative(newest.created().toString(), now),
                newest.message()),
        "gcloud logging read 'resource.type=\"cloud_run_job\" severity>=WARNING' --freshness 1d --limit 50 --project "
            + google.project());
  }

  private Finding ticks() {
    var all = ticks.get();
    var problems = new ArrayList<String>();
    var next = new ArrayList<String>();
    for (var tick : all) {
      problem(tick)
          .ifPresent(problem -> {
            problems.add(tick.name() + " " + problem);
            next.add(cure(tick));
          });
    }
    if (all.stream().noneMatch(Tick::isSweep)) {
      problems.add("there is no sweep");
      next.add("project-manager cloud resources --env NAME");
    }
    var names = all.stream().map(tick -> tick.name() + " " + word(tick)).toList();
    return problems.isEmpty()
        ? Finding.fine("ticks", String.join(", ", names))
        : Finding.wrong("ticks", String.join("; ", problems), next.toArray(String[]::new));
  }

  /// A pause of the others follows the daemon: it is no problem by itself.
  private Optional<String> problem(Tick tick) {
    if (tick.isSweep() && tick.isPaused()) {
      return Optional.of("is paused: nothing is repaired");
    }
    if (tick.code() != 0) {
      return Optional.of("failed at its last attempt with code " + tick.code());
    }
    return tick.last()
        .filter(at -> tick.isSweep() && at.isBefore(now.minus(LATEST_SWEEP)))
        .map(at -> "came last " + Times.relative(at.toString(), now));
  }

  private String cure(Tick tick) {
    return "gcloud scheduler jobs %s %s --location %s --project %s"
        .formatted(
            tick.isPaused() ? "resume" : "run", tick.name(), google.location(), google.project());
  }

  private String word(Tick tick) {
    return tick.isPaused()
        ? "paused"
        : tick.last().map(at -> "came " + Times.relative(at.toString(), now)).orElse("enabled");
  }

  private Finding queue() {
    var state = queue.get().text("state").orElse("UNKNOWN");
    return state.equals("RUNNING")
        ? Finding.fine("queue", "takes tasks")
        : Finding.wrong(
            "queue",
            "is %s: nothing that is to happen later happens".formatted(state),
            "gcloud tasks queues resume %s --location %s --project %s"
                .formatted(GoogleCloud.QUEUE, google.location(), google.project()));
  }
}
