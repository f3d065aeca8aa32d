package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// A job of Cloud Scheduler that sends the daemon its ticks.
///
/// Whether it does is known by what it publishes, as `terraform/schedule.tf` has it: others have
/// jobs in the same project, of any name.
///
/// @param name for instance `work-PROJECT`
/// @param state `ENABLED` or `PAUSED`
/// @param last when it was tried last
/// @param code how that ended: 0 is well
/// @param project of the daemon; empty where it is no tick
/// @param schedule `sweep`, or another
public record Tick(
    String name,
    String state,
    Optional<Instant> last,
    int code,
    Optional<String> project,
    String schedule) {
  private static final String TYPE = "io.codedeveloper.tick";
  private static final String SWEEP = "sweep";

  /// Ticks, as gcloud filters a list of jobs.
  public static final String FILTER = "pubsubTarget.attributes.ce-type=" + TYPE;

  /// Those ticks of which each project has one.
  public static final String SWEEPS = FILTER + " AND pubsubTarget.attributes.ce-schedule=" + SWEEP;

  /// @param says as `gcloud scheduler jobs list` prints it
  static Tick of(JsonView says) {
    var name = says.text("name").orElse("");
    var published = says.view("pubsubTarget").view("attributes");
    var isTick = published.text("ce-type").filter(TYPE::equals).isPresent();
    return new Tick(
        name.substring(name.lastIndexOf('/') + 1),
        says.text("state").orElse("UNKNOWN"),
        says.text("lastAttemptTime").flatMap(Tick::instant),
        (int) says.view("status").number("code"),
        published.text("ce-project").filter(id -> isTick),
        published.text("ce-schedule").orElse(""));
  }

  /// False for what somebody else has in the same project.
  boolean isOurs() {
    return project.isPresent();
  }

  /// Whether it only repairs, and never pauses.
  public boolean isSweep() {
    return schedule.equals(SWEEP);
  }

  /// The project that it repairs: each has one such tick.
  public Optional<String> swept() {
    return project.filter(id -> isSweep());
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
