package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/// One execution of the Cloud Run job.
///
/// @param message what Cloud Run says about how it ended
public record Execution(String name, Instant created, State state, String message) {
  /// How it is.
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /// For people and programs.
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param says as `gcloud run jobs executions list` prints it
  static Execution of(JsonView says) {
    var metadata = says.view("metadata");
    var status = says.view("status");
    var completed =
        status.views("conditions").stream()
            .filter(one -> one.text("type").filter("Completed"::equals).isPresent())
            .findFirst();
    var message = completed.flatMap(one -> one.text("message")).orElse("");
    return new Execution(
        metadata.text("name").orElse(""),
        instant(metadata.text("creationTimestamp").orElse("")),
        state(status, completed.flatMap(one -> one.text("status")).orElse("Unknown")),
        message);
  }

  private static State state(JsonView status, String completed) {
    return switch (completed) {
      case "True" -> State.SUCCEEDED;
      case "False" -> status.number("cancelledCount") > 0 ? State.CANCELLED : State.FAILED;
      default -> status.text("completionTime").isPresent() ? State.FAILED : State.RUNNING;
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      return Instant.EPOCH;
    }
  }
}
