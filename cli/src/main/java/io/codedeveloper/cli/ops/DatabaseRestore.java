package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.Backup;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.List;

/// Restores a backup into a database that is made of it. The one that is in use stays as it is.
///
/// @param of the database that the backup is of
/// @param into the name of the new one
record DatabaseRestore(Firestore firestore, String of, String into, Surroundings with) {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final String NEWEST = "newest";

  /// The backup that is meant.
  ///
  /// @param named its id, or `newest`
  /// @throws UserErrorException where it cannot be restored
  Backup backup(String named) {
    if (!into.matches(Firestore.NAME)) {
      throw new UserErrorException(
          "'%s' is no name of a database: 4 to 63 small letters, digits and hyphens, a letter first"
              .formatted(into));
    }
    if (firestore.databases().contains(into)) {
      throw new UserErrorException(
          "there is a database '%s' already, and Firestore overwrites none; name another with --into"
              .formatted(into));
    }
    var all = firestore.backups(of);
    return all.stream()
        .filter(one -> named.equals(NEWEST) ? one.isReady() : one.id().equals(named))
        .findFirst()
        .filter(Backup::isReady)
        .orElseThrow(() ->
            new UserErrorException(
                "'%s' names no backup of '%s' that can be restored; there are: %s"
                    .formatted(named, of, names(all))));
  }

  private static String names(List<Backup> all) {
    return all.isEmpty()
        ? "none"
        : String.join(
            ", ",
            all.stream().map(one -> one.id() + " of " + one.taken() + " " + one.state()).toList());
  }

  /// What is to be done, for people.
  String question(Backup backup) {
    return "This restores the backup %s, of %s, into the new database '%s' of project %s. Nothing that is there changes. Type %s to go on: "
        .formatted(
            backup.id(),
            Times.seconds("" + backup.taken()),
            into,
            firestore.google().project(),
            into);
  }

  Finding plan(Backup backup) {
    return Finding.note(
        "database",
        "nothing was done: the backup %s, of %s, would be restored into '%s'"
            .formatted(backup.id(), Times.seconds("" + backup.taken()), into),
        firestore.google().line(firestore.restoring(backup, into)));
  }

  /// Does it, and waits.
  List<Finding> findings(Backup backup) {
    var done =
        Finding.of(
            "database",
            () -> {
              firestore.restore(backup, into, with.person(), with.clock(), LONGEST);
              return Finding.fine(
                  "database",
                  "'%s' has the documents of %s"
                      .formatted(into, Times.seconds("" + backup.taken())));
            });
    return done.level() == Level.FINE ? List.of(done, switchOver()) : List.of(done);
  }

  /// How the installation comes to use it.
  Finding switchOver() {
    var google = firestore.google();
    return Finding.note(
        "switch over",
        "stop the daemon, see that no execution runs, set firestore_database = \"%s\" in terraform/envs/NAME.tfvars, have Terraform know the database, and deploy"
            .formatted(into),
        "project-manager cloud stop",
        executions(google),
        "terraform -chdir=terraform state rm google_firestore_database.this google_firestore_backup_schedule.daily",
        "terraform -chdir=terraform import -var-file=envs/NAME.tfvars google_firestore_database.this projects/%s/databases/%s"
            .formatted(google.project(), into),
        "project-manager cloud deploy --env NAME",
        "project-manager cloud start");
  }

  private static String executions(GoogleCloud google) {
    return google.line(
        "run",
        "jobs",
        "executions",
        "list",
        "--job=" + GoogleCloud.JOB,
        "--region=" + google.location(),
        "--limit=5");
  }
}
