package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.UserErrorException;
import java.time.Instant;
import picocli.CommandLine.Option;

/// How far back a procedure looks.
final class SinceOption {
  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description =
          "Nothing older: 15m, 2h, ${DEFAULT-VALUE} (default), or a time such as"
              + " 2026-03-01T12:00:00Z.")
  private String since;

  /// @param usual where nobody says how far
  SinceOption(String usual) {
    since = usual;
  }

  /// @throws UserErrorException for what is no time, or is in the future
  Instant before(Instant now) {
    return Since.of(since, now);
  }
}
