package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.DeployedVariables;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which database a procedure is about.
final class DatabaseChoice {
  @Option(
      names = "--database",
      paramLabel = "NAME",
      description =
          "The database (default: the one that the deployed job uses; where that cannot be read,"
              + " (default)).")
  private Optional<String> named = Optional.empty();

  /// The one that is meant.
  String in(Site site) {
    return named.orElseGet(() -> used(site));
  }

  private static String used(Site site) {
    try {
      return site.google(DatabaseChoice::ofJob).get();
    } catch (UserErrorException | TransientException unreadable) {
      return Firestore.USUAL; // All may be lost, so that this is what can be had back.
    }
  }

  private static String ofJob(GoogleCloud google) {
    return new DeployedVariables(google).databaseOfJob();
  }

  /// What a command is typed with to mean the same one.
  String words() {
    return named.map(name -> " " + Shell.word("--database=" + name)).orElse("");
  }
}
