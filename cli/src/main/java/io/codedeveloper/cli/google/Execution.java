package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One execution of the Cloud Run job.
///
/// @param message what Cloud Run says about how it ended
/// @param project the daemon's project that it works for; empty where it does not say so
public record Execution(
    String name, Instant created, State state, String message, Optional<String> project) {
  /// The variable by which the launcher tells an execution its project.
  private static final String PROJECT = "CODE_DEVELOPER_PROJECT";

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
        message,
        project(says));
  }

  /// What the launcher told it.
  private static Optional<String> project(JsonView says) {
    return says.view("spec").view("template").view("spec").views("containers").stream()
        .flatMap(one -> one.views("env").stream())
        .filter(one -> one.text("name").filter(PROJECT::equals).isPresent())
        .findFirst()
        .flatMap(one -> one.text("value"));
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
