package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Option;

/// How an incident is written down.
final class IncidentOptions {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where incidents are written down (default: incidents, here).")
  private Path folder = Path.of("incidents");

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "Where the timeline begins: 15m, 2h, 1d (default), or a time.")
  private String since = "1d";

  IncidentFile file(Surroundings with) {
    return new IncidentFile(with.resolve(folder));
  }

  /// Where to write it, and where else, among what commands keep of themselves, when that folder
  /// takes nothing.
  List<IncidentFile> files(Surroundings with) {
    return List.of(file(with), new IncidentFile(with.state().resolve("incidents")));
  }

  Instant since(Instant now) {
    return Since.of(since, now);
  }
}
