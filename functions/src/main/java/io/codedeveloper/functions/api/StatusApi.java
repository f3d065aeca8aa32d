package io.codedeveloper.functions.api;

import io.codedeveloper.budget.Ledger;
import io.codedeveloper.daemon.DaemonState;
import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.Iteration;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.NextIteration;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Projects;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.platform.DocumentStore;
import io.codedeveloper.platform.TransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what the daemon does.
final class StatusApi {
  /// A working iteration that showed nothing for so long is called stale.
  private static final Duration STALE = Duration.ofMinutes(5);

  private final DocumentStore store;
  private final ProjectChoice choice;
  private final Iterations iterations;
  private final NextIteration next;
  private final Ticks ticks;
  private final Clock clock;

  StatusApi(
      DocumentStore store, Iterations iterations, NextIteration next, Ticks ticks, Clock clock) {
    this.store = store;
    this.choice = new ProjectChoice(new Projects(store));
    this.iterations = iterations;
    this.next = next;
    this.ticks = ticks;
    this.clock = clock;
  }

  Answer status(Call call) {
    try {
      var project = choice.of(call);
      var question = next.questionOpen(project.id());
      return Answer.json(200, words(project, question));
    } catch (TransientException unreachable) {
      return Answer.json(200, unknown());
    }
  }

  private Map<String, @Nullable Object> words(Project project, boolean questionOpen) {
    var now = clock.instant();
    var state = DaemonState.of(project, questionOpen, now);
    var working = state == DaemonState.WORKING;
    var running = project.desired() == Desired.RUNNING;
    var since = project.startedAt().filter(started -> running);
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("status", state.wireName());
    words.put("current_task", working ? Words.orNull(project.currentPriority()) : null);
    words.put("progress", working ? project.progress() : 0);
    words.put("step", working ? Words.orNull(project.step()) : null);
    words.put(
        "uptime_seconds",
        since.map(started -> Math.max(0, Duration.between(started, now).toSeconds())).orElse(0L));
    words.put("last_activity", Words.orNull(project.lastActivity().map(Words::of)));
    words.put("metadata", metadata(project, working));
    return words;
  }

  private Map<String, @Nullable Object> metadata(Project project, boolean working) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var last = project.currentIteration().flatMap(id -> iterations.get(project.id(), id));
    var metadata = new LinkedHashMap<String, @Nullable Object>();
    metadata.put("project", project.id().value());
    metadata.put("repository", project.settings().repository());
    metadata.put("desired", project.desired().wireName());
    metadata.put("iteration", Words.orNull(last.map(Iteration::id)));
    metadata.put("pull_request", Words.orNull(last.flatMap(Iteration::pullRequestUrl)));
    metadata.put("commits_today", commits(project, today));
    metadata.put("spend_today_usd", Ledger.spent(store, project.id(), today).stored());
    metadata.put(
        "last_outcome", Words.orNull(project.lastOutcome().map(IterationOutcome::wireName)));
    metadata.put("last_message", Words.orNull(project.lastMessage()));
    metadata.put("next_tick", Words.orNull(ticks.nextWork(project.id()).map(Words::of)));
    metadata.put("stale_since", Words.orNull(staleSince(project, working)));
    metadata.put("counters", project.fields().fields("counters").asMap());
    return metadata;
  }

  private Optional<String> staleSince(Project project, boolean working) {
    var limit = clock.instant().minus(STALE);
    return project.lastActivity().filter(at -> working && at.isBefore(limit)).map(Words::of);
  }

  private long commits(Project project, LocalDate day) {
    return iterations.list(project.id(), 100, Optional.empty()).items().stream()
        .filter(iteration -> iteration.commit().isPresent())
        .filter(iteration -> LocalDate.ofInstant(iteration.updatedAt(), ZoneOffset.UTC).equals(day))
        .count();
  }

  private static Map<String, @Nullable Object> unknown() {
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("status", DaemonState.UNKNOWN.wireName());
    words.put("current_task", null);
    words.put("progress", 0);
    words.put("step", null);
    words.put("uptime_seconds", 0);
    words.put("last_activity", null);
    words.put("metadata", Map.of("reason", "the database cannot be reached"));
    return words;
  }
}
