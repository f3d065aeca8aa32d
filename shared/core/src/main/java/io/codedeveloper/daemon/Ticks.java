package io.codedeveloper.daemon;

import io.codedeveloper.platform.TickSchedule;
import io.codedeveloper.platform.TickSchedule.Cadence;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// A project's two schedules: work, which pauses while the daemon is stopped, and sweep, which
/// never does.
public final class Ticks {
  /// The schedule whose ticks start work.
  public static final String WORK = "work";

  /// The schedule whose ticks only repair.
  public static final String SWEEP = "sweep";

  /// A repair every five minutes costs a few cents a month.
  public static final Duration SWEEP_INTERVAL = Duration.ofMinutes(5);

  private final TickSchedule schedule;

  public Ticks(TickSchedule schedule) {
    this.schedule = schedule;
  }

  /// Sets both schedules up as the settings say; work is paused unless the daemon shall run.
  ///
  /// @throws UserErrorException when the schedule cannot be understood
  public void install(Project project) {
    install(project, SWEEP_INTERVAL);
  }

  /// As [#install(Project)], with repairs as often as wanted: on one machine they cost nothing.
  public void install(Project project, Duration sweepInterval) {
    setWork(project);
    set(project.id(), SWEEP, new Cadence.Every(sweepInterval));
    follow(project);
  }

  /// Changes when work is looked for: first the ticks, which refuse what the platform cannot do,
  /// then the project.
  ///
  /// @throws UserErrorException when the change cannot be understood
  public Project change(Projects projects, ProjectId id, WorkSchedule.Change change) {
    var wanted = change.applied(projects.require(id));
    setWork(wanted);
    follow(wanted);
    return projects.update(id, change::applied);
  }

  private void setWork(Project project) {
    set(project.id(), WORK, cadence(project.settings().schedule(), project.timeZone()));
  }

  /// Pauses or resumes the work schedule as the user wants the daemon.
  void follow(Project project) {
    switch (project.desired()) {
      case RUNNING -> schedule.resume(name(project.id(), WORK));
      case STOPPED -> schedule.pause(name(project.id(), WORK));
    }
  }

  /// When the next work tick comes; empty while it is paused.
  public Optional<Instant> nextWork(ProjectId project) {
    return schedule.next(name(project, WORK));
  }

  /// When the next work tick comes, as far as the project's own settings tell it: a platform that
  /// is far away is not asked. Empty while the daemon is stopped.
  ///
  /// @param now a time of the platform
  public Optional<Instant> expectedWork(Project project, Instant now) {
    return switch (project.desired()) {
      case STOPPED -> Optional.empty();
      case RUNNING -> expected(project, now);
    };
  }

  private Optional<Instant> expected(Project project, Instant now) {
    try {
      var cadence = cadence(project.settings().schedule(), project.timeZone());
      return schedule.next(name(project.id(), WORK), cadence, now);
    } catch (UserErrorException notUnderstood) {
      // Whoever sets the schedule up is told.
      return Optional.empty();
    }
  }

  private void set(ProjectId project, String kind, Cadence cadence) {
    var name = name(project, kind);
    schedule.set(name, cadence, new DaemonMessage.Tick(project, kind).toMessage(name));
  }

  private static String name(ProjectId project, String kind) {
    return kind + "-" + project;
  }

  /// What a schedule's text means: `30s`, `5m`, `2h`, or five fields of cron in UTC.
  ///
  /// @throws UserErrorException when it is neither
  public static Cadence cadence(String schedule) {
    return cadence(schedule, ZoneOffset.UTC);
  }

  /// As [#cadence(String)], with the fields in a time zone.
  static Cadence cadence(String schedule, ZoneId zone) {
    if (schedule.matches("[1-9][0-9]{0,6}[smh]")) {
      var amount = Long.parseLong(schedule.substring(0, schedule.length() - 1));
      return new Cadence.Every(
          switch (schedule.charAt(schedule.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
          });
    }
    if (schedule.strip().split("\\s+").length == 5) {
      return new Cadence.Cron(schedule.strip(), zone);
    }
    throw new UserErrorException(
        "'%s' is not a schedule: write an interval such as 30s, 5m or 1h, or five fields of cron"
            .formatted(schedule));
  }
}
