package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.terminal.Amounts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Errors that were not there before.
///
/// @param before when they began at the earliest
record NewErrors(Site site, ErrorLog log, Instant before) {
  private static final int SHOWN = 3;

  /// The most frequent of them.
  ///
  /// @param from since when entries were read
  List<Finding> in(LogGroups groups, Instant from) {
    if (!from.isBefore(before)) {
      return List.of();
    }
    return groups.groups().stream()
        .filter(one -> one.first().compareTo(before.toString()) > 0)
        .limit(SHOWN)
        .map(this::finding)
        .toList();
  }

  private Finding finding(LogGroups.Group one) {
    var text =
        "%s, %s: %s".formatted(one.source(), Amounts.counted(one.times(), "time"), one.newest());
    return log.isCut(one.source())
        ? Finding.note(
            "perhaps new error", text + "; older entries were not read", showing(one.source()))
        : Finding.wrong("new error", text, showing(one.source()));
  }

  private String showing(String source) {
    var daemon = "project-manager cloud logs --level warning --since 1d";
    return log.project(source)
        .map(project -> project.addressed(daemon))
        .or(this::reading)
        .orElse("project-manager cloud logs --level error --since 1d");
  }

  private Optional<String> reading() {
    var words = new String[] {"logging", "read", "severity>=ERROR", "--freshness=1d", "--limit=50"};
    return site.google().map(google -> google.line(words));
  }
}
