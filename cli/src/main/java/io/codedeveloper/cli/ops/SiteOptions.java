package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.google.GoogleOptions;
import io.codedeveloper.cli.program.Questions;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which installation a procedure is about.
final class SiteOptions {
  @Mixin private Connection connection = new Connection();
  @Mixin private GoogleOptions google = new GoogleOptions();

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description = "How long to wait for everything that is asked; less than a minute by default.")
  private Optional<Integer> within = Optional.empty();

  /// @param usual for all that is asked
  Site open(Surroundings with, Duration usual) {
    var longest = within.map(Duration::ofSeconds).orElse(usual);
    return new Site(
        () -> connection.open(with), () -> google.open(with, connection), new Questions(longest));
  }
}
