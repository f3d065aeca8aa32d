package io.codedeveloper.functions.api;

import io.codedeveloper.daemon.DaemonState;
import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.NextIteration;
import io.codedeveloper.daemon.Project;
import io.codedeveloper.daemon.Ticks;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.platform.TransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Says what the daemon does: from the project's document, and whether a question is open only
/// where that decides.
final class StatusApi {
  /// A working iteration that showed nothing for so long is called stale.
  private static final Duration STALE = Duration.ofMinutes(5);

  private final ProjectChoice choice;
  private final NextIteration next;
  private final Ticks ticks;
  private final Clock clock;

  /// Since when the store could not be reached, as far as this instance saw it.
  private final AtomicReference<@Nullable Instant> away = new AtomicReference<>();

  StatusApi(ProjectChoice choice, NextIteration next, Ticks ticks, Clock clock) {
    this.choice = choice;
    this.next = next;
    this.ticks = ticks;
    this.clock = clock;
  }

  Answer status(Call call) {
    try {
      var project = choice.of(call);
      var answer = Answer.json(200, words(project));
      away.set(null);
      return answer;
    } catch (TransientException unreachable) {
      return Answer.json(200, unknown());
    }
  }

  private Map<String, @Nullable Object> words(Project project) {
    var now = clock.instant();
    var state = DaemonState.of(project, () -> next.questionOpen(project.id()), now);
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
    var metadata = new LinkedHashMap<String, @Nullable Object>();
    metadata.put("project", project.id().value());
    metadata.put("repository", project.settings().repository());
    metadata.put("desired", project.desired().wireName());
    metadata.put("iteration", Words.orNull(project.currentIteration()));
    metadata.put("pull_request", Words.orNull(project.pullRequest()));
    metadata.put("commits_today", project.commitsOn(today));
    metadata.put("spend_today_usd", project.spentOn(today).stored());
    metadata.put(
        "last_outcome", Words.orNull(project.lastOutcome().map(IterationOutcome::wireName)));
    metadata.put("last_message", Words.orNull(project.lastMessage()));
    metadata.put("next_tick", Words.orNull(ticks.expectedWork(project, now).map(Words::of)));
    metadata.put("stale_since", Words.orNull(staleSince(project, working)));
    metadata.put("counters", project.fields().fields("counters").asMap());
    return metadata;
  }

  private Optional<String> staleSince(Project project, boolean working) {
    var limit = clock.instant().minus(STALE);
    return project.lastActivity().filter(at -> working && at.isBefore(limit)).map(Words::of);
  }

  private Map<String, @Nullable Object> unknown() {
    var now = clock.instant();
    var since = Objects.requireNonNull(away.updateAndGet(known -> known == null ? now : known));
    var words = new LinkedHashMap<String, @Nullable Object>();
    words.put("status", DaemonState.UNKNOWN.wireName());
    words.put("current_task", null);
    words.put("progress", 0);
    words.put("step", null);
    words.put("uptime_seconds", 0);
    words.put("last_activity", null);
    words.put(
        "metadata", Map.of("reason", "the database cannot be reached", "since", Words.of(since)));
    return words;
  }
}
