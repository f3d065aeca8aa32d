package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.cli.program.Questions.Timed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the API tells of itself and of what it stands on: the same for all projects.
final class ApiChecks {
  private static final String WELL = "connected";
  private static final Set<String> ABOUT_ALL = Set.of("status", "environment");

  /// What the API is to answer within: docs/reference/performance.md measures it.
  private static final Duration TARGET = Duration.ofMillis(500);

  private final Pending<Timed<JsonObject>> health;

  /// Asks.
  ///
  /// @param project that is asked for, whichever it is
  ApiChecks(OneProject project) {
    health = project.ask(api -> Timed.of(api::health));
  }

  /// Waits for the answer.
  List<Finding> findings() {
    return List.of(Finding.of("API", this::api), Finding.of("answer time", this::answerTime));
  }

  private Finding answerTime() {
    var took = health.get().after();
    var text =
        "%d ms, with what the API asks itself; the target is %d ms"
            .formatted(took.toMillis(), TARGET.toMillis());
    return took.compareTo(TARGET) > 0
        ? Finding.note(
            "answer time",
            text + ". A function that has to start takes longer: ask again",
            "project-manager cloud health")
        : Finding.fine("answer time", text);
  }

  private Finding api() {
    var view = new JsonView(health.get().answer());
    var down = new ArrayList<String>();
    var up = new ArrayList<String>();
    for (var name : view.json().keySet()) {
      view.text(name)
          .filter(state -> !ABOUT_ALL.contains(name))
          .ifPresent(state -> {
            var took = view.view("latency_ms").text(name).map(ms -> " in " + ms + " ms").orElse("");
            (state.equals(WELL) ? up : down).add("%s %s%s".formatted(name, state, took));
          });
    }
    var environment = view.text("environment").orElse("unknown");
    return down.isEmpty() && !up.isEmpty()
        ? Finding.fine("API", "answers (%s): %s".formatted(environment, String.join(", ", up)))
        : Finding.wrong(
            "API",
            "is not well (%s): %s".formatted(environment, String.join(", ", down)),
            "project-manager cloud health");
  }
}
