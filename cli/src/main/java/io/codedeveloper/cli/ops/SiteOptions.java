package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.google.GoogleOptions;
import io.codedeveloper.cli.program.Questions;
import java.time.Duration;
import picocli.CommandLine.Mixin;

/// Which installation a procedure is about.
final class SiteOptions {
  @Mixin private Connection connection = new Connection();
  @Mixin private GoogleOptions google = new GoogleOptions();

  /// @param longest for all that is asked
  Site open(Surroundings with, Duration longest) {
    return new Site(
        () -> connection.open(with), () -> google.open(with, connection), new Questions(longest));
  }
}
