package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.google.DeployedVariables;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which database a procedure is about.
final class DatabaseChoice {
  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "The database (default: the one that the deployed job uses).")
  private Optional<String> named = Optional.empty();

  /// The one that is meant.
  ///
  /// @throws UserErrorException where nobody names one, and which is in use cannot be read
  /// @throws io.codedeveloper.platform.TransientException where that is not known in time
  String in(Site site) {
    try {
      return read(site);
    } catch (UserErrorException unreadable) {
      throw new UserErrorException(
          "which database is in use could not be read (%s); say with --database which is meant"
              .formatted(unreadable.getMessage()),
          unreadable);
    }
  }

  /// What is looked at.
  ///
  /// @param doubt why it may be another one than is in use; empty where it is the one that is meant
  record Looked(String name, Optional<Finding> doubt) {}

  /// The one that is looked at, which is the usual one where the one in use cannot be read: all may
  /// be lost, so that this is what can be had back.
  ///
  /// @throws io.codedeveloper.platform.TransientException where it is not known in time
  Looked lookedAt(Site site) {
    try {
      return new Looked(read(site), Optional.empty());
    } catch (UserErrorException unreadable) {
      var doubt =
          Finding.wrong(
              "database",
              "which database is in use could not be read (%s); '%s' is looked at, --database names another"
                  .formatted(unreadable.getMessage(), Firestore.USUAL));
      return new Looked(Firestore.USUAL, Optional.of(doubt));
    }
  }

  private String read(Site site) {
    return named.orElseGet(() -> site.google(DatabaseChoice::ofJob).get());
  }

  private static String ofJob(GoogleCloud google) {
    return new DeployedVariables(google).databaseOfJob();
  }

  /// What a command is typed with to mean the same one.
  String words() {
    return named.map(name -> " " + Shell.word("--database=" + name)).orElse("");
  }
}
