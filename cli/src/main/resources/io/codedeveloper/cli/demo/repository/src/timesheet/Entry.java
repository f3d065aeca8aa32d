package timesheet;

import java.time.Duration;
import java.time.LocalDate;

/// One line of a time sheet: who worked on what, when, and how long.
public record Entry(LocalDate day, String person, String task, Duration spent) {}
