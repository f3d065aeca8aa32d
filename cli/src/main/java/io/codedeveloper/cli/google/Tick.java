package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A job of Cloud Scheduler that sends the daemon its ticks.
///
/// @param name `work-PROJECT`, `sweep-PROJECT` or `nightly-PROJECT`, as `terraform/schedule.tf`
///   names it
/// @param state `ENABLED` or `PAUSED`
/// @param last when it was tried last
/// @param code how that ended: 0 is well
public record Tick(String name, String state, Optional<Instant> last, int code) {
  /// @param says as `gcloud scheduler jobs list` prints it
  static Tick of(JsonView says) {
    var name = says.text("name").orElse("");
    return new Tick(
        name.substring(name.lastIndexOf('/') + 1),
        says.text("state").orElse("UNKNOWN"),
        says.text("lastAttemptTime").flatMap(Tick::instant),
        (int) says.view("status").number("code"));
  }

  /// False for what somebody else has in the same project.
  boolean isOurs() {
    return name.matches("(work|sweep|nightly)-.+");
  }

  /// Whether it only repairs, and never pauses.
  public boolean isSweep() {
    return name.startsWith("sweep-");
  }

  /// The project that it repairs: each has one such tick.
  public Optional<String> swept() {
    return isSweep() ? Optional.of(name.substring("sweep-".length())) : Optional.empty();
  }

  public boolean isPaused() {
    return state.equals("PAUSED");
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
