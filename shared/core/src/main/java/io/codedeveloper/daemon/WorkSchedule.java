package io.codedeveloper.daemon;

import io.codedeveloper.platform.UserErrorException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// When work is looked for in a project.
///
/// @param cron five fields, or an interval such as `30m`
/// @param zone of the fields and of the window
/// @param window the hours in which iterations may begin; empty: any
/// @param nextRun empty while it is paused
public record WorkSchedule(
    String cron, ZoneId zone, Optional<WorkWindow> window, Optional<Instant> nextRun) {

  /// The schedule of a project.
  public static WorkSchedule of(Project project, Ticks ticks) {
    return new WorkSchedule(
        project.settings().schedule(),
        project.timeZone(),
        project.window(),
        ticks
            .nextWork(project.id())
            .map(slot -> project.window().map(window -> window.opens(slot)).orElse(slot)));
  }

  /// What shall be other than it is; what is empty stays.
  ///
  /// @param window a window, or the empty text for none
  public record Change(Optional<String> cron, Optional<String> zone, Optional<String> window) {
    /// The project with this change, which is not stored yet.
    ///
    /// @throws UserErrorException for what cannot be understood
    Project applied(Project project) {
      var settings = cron.map(project.settings()::withSchedule).orElse(project.settings());
      var hours = window.or(() -> project.window().map(WorkWindow::toString));
      var name = zone.map(Change::known).orElse(project.timeZone().getId());
      var kept = hours.filter(text -> !text.isEmpty());
      var text = kept.map(form -> WorkWindow.parse(form, ZoneId.of(name)).toString());
      Ticks.cadence(settings.schedule(), ZoneId.of(name));
      return new Project(project.id(), settings.over(project.fields()))
          .with("timeZone", ZoneId.of(name).normalized().equals(ZoneOffset.UTC) ? null : name)
          .with("window", text.orElse(null));
    }

    private static String known(String zone) {
      if (!ZoneId.getAvailableZoneIds().contains(zone)) {
        throw new UserErrorException(
            "'%s' is no time zone; write a name such as Europe/Paris or UTC".formatted(zone));
      }
      return zone;
    }
  }
}
