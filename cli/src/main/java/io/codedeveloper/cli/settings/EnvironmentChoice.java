package io.codedeveloper.cli.settings;

import java.util.Optional;
import picocli.CommandLine.Option;

/// Which environment a command means, written alike for all of them.
public final class EnvironmentChoice {
  /// What an environment that is deployed is called: Terraform takes no other name.
  public static final String NAME = "[a-z][a-z0-9-]{0,30}";

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "The environment that is meant, by its name: local, dev, prod.")
  private Optional<String> name = Optional.empty();

  /// The one that was named.
  public Optional<String> name() {
    return name;
  }

  /// The name of the one that is meant: where none was named, the usual one.
  public String in(Settings settings) {
    return name.orElseGet(settings::usual);
  }
}
