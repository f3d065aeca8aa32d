package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.deploy.DatabaseSwitch;
import io.codedeveloper.cli.google.Backup;
import io.codedeveloper.cli.google.DeployedVariables;
import io.codedeveloper.cli.google.Firestore;
import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.terminal.Times;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Restores a backup into a database that is made of it. The one that is in use stays as it is.
///
/// @param of the database that the backup is of
/// @param into the name of the new one
/// @param environment of the installation, where it is named
record DatabaseRestore(
    Firestore firestore, String of, String into, Optional<String> environment, Surroundings with) {
  private static final Duration LONGEST = Duration.ofHours(12);
  private static final String NEWEST = "newest";

  /// What an earlier try has made, and how to go on; empty where it is to be made.
  ///
  /// @param named the backup's id, or `newest`
  /// @throws UserErrorException where the new database cannot be called so, or is of another backup
  /// @throws TransientException while it is being made
  Optional<List<Finding>> finished(String named) {
    checkName();
    if (!firestore.protection().containsKey(into)) {
      return Optional.empty();
    }
    if (new DeployedVariables(firestore.google()).databases().contains(into)) {
      throw new UserErrorException(
          "'%s' is in use already; name another with --into".formatted(into));
    }
    var source =
        firestore
            .backupOf(into)
            .orElseThrow(() ->
                new UserErrorException(
                    "there is a database '%s' already, and Firestore overwrites none; name another with --into"
                        .formatted(into)));
    if (!named.equals(NEWEST) && !named.equals(source)) {
      throw new UserErrorException(
          "'%s' was made of the backup %s, and not of %s; name another with --into"
              .formatted(into, source, named));
    }
    var made = made(source, named);
    if (firestore.isBusy(into)) {
      throw new TransientException(
          "'%s' is being restored still; type the same again later".formatted(into));
    }
    firestore
        .failure(into)
        .ifPresent(why -> {
          throw new UserErrorException(
              "'%s' could not be restored: %s; name another with --into".formatted(into, why));
        });
    return Optional.of(List.of(made, switchOver()));
  }

  /// Of when the documents are that an earlier try brought back. Where the newest are wanted, those
  /// of another backup are not them: a drill may have left that database.
  ///
  /// @param source the backup's id
  private Finding made(String source, String named) {
    var all = firestore.backups(of);
    var its = all.stream().filter(one -> one.id().equals(source)).findFirst();
    if (named.equals(NEWEST)) {
      checkNewest(source, its, all);
    }
    var text = "'%s' was made of the backup %s before".formatted(into, source);
    return its.map(backup -> Finding.fine("database", text + ": " + documents(backup)))
        .orElseGet(() ->
            Finding.note(
                "database",
                "%s, which is no backup of '%s' any more: of when its documents are is not known"
                    .formatted(text, of)));
  }

  private void checkNewest(String source, Optional<Backup> its, List<Backup> all) {
    if (its.isEmpty()) {
      throw new UserErrorException(
          "'%s' was made of %s, which is no backup of '%s' any more; name another with --into"
              .formatted(into, source, of));
    }
    var newest = all.stream().filter(Backup::isReady).findFirst();
    if (newest.isPresent() && !newest.equals(its)) {
      throw new UserErrorException(
          "'%s' was made of the backup %s, of %s, and the newest is %s, of %s; name another with --into, or say --backup %s where the older documents are meant"
              .formatted(
                  into, source, taken(its.get()), newest.get().id(), taken(newest.get()), source));
    }
  }

  private String documents(Backup backup) {
    return "it has the documents that '%s' had at %s".formatted(of, taken(backup));
  }

  private static String taken(Backup backup) {
    return Times.seconds("" + backup.taken());
  }

  private void checkName() {
    if (!into.matches(Firestore.NAME)) {
      throw new UserErrorException(
          "'%s' is no name of a database: 4 to 63 small letters, digits and hyphens, a letter first"
              .formatted(into));
    }
    if (RestoreTest.began(into).isPresent()) {
      throw new UserErrorException(
          "'%s' is how databases of restore tests are called, which are deleted; name another with --into"
              .formatted(into));
    }
  }

  /// The backup that is meant.
  ///
  /// @param named its id, or `newest`
  /// @throws UserErrorException where it cannot be restored
  Backup backup(String named) {
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
    return "This restores the backup %s of '%s', of %s, into the new database '%s' of project %s. Nothing that is there changes. Type %s to go on: "
        .formatted(backup.id(), of, taken(backup), into, firestore.google().project(), into);
  }

  Finding plan(Backup backup) {
    return Finding.note(
        "database",
        "nothing was done: the backup %s of '%s', of %s, would be restored into '%s'"
            .formatted(backup.id(), of, taken(backup), into),
        firestore.google().line(firestore.restoring(backup, into)));
  }

  /// Does it, and waits.
  List<Finding> findings(Backup backup) {
    var done =
        new ProcedureStep(
                "database",
                () -> {
                  firestore.restore(backup, into, with.person(), with.clock(), LONGEST);
                  return Finding.fine(
                      "database",
                      "'%s' has the documents that '%s' had at %s"
                          .formatted(into, of, taken(backup)));
                })
            .finding();
    return switch (done.level()) {
      case FINE, NOTE -> List.of(done, switchOver());
      case WRONG -> List.of(done);
      case UNREADABLE, UNREACHABLE -> List.of(done, goingOn(backup));
    };
  }

  private Finding goingOn(Backup backup) {
    return Finding.note(
        "switch over",
        "when it is restored, the same command says how",
        "project-manager ops restore --backup %s --into %s %s"
            .formatted(backup.id(), into, Shell.word("--database=" + of)));
  }

  /// How the installation comes to use it.
  Finding switchOver() {
    return environment.isEmpty()
        ? Finding.note(
            "switch over", "name the environment with --env: the same command says how then")
        : Finding.of("switch over", () -> switchOver(environment.get()));
  }

  private Finding switchOver(String name) {
    var google = firestore.google();
    var there = firestore.protection().containsKey(into);
    var terraform = new DatabaseSwitch(name, google.project(), google.location());
    var lines = new ArrayList<String>();
    var projects = google.ticks().stream().flatMap(one -> one.swept().stream()).toList();
    projects.forEach(project -> lines.add("project-manager cloud stop --project " + project));
    lines.add(executions(google));
    lines.addAll(terraform.lines(into, there ? firestore.indexes(into) : List.of()));
    lines.add("project-manager cloud deploy --env NAME");
    projects.forEach(project -> lines.add("project-manager cloud start --project " + project));
    return Finding.note(
        "switch over",
        "stop every project, see that no execution runs, set firestore_database = \"%s\" in terraform/envs/%s.tfvars, commit the changed tfvars, and type the rest in that checkout (a line with && at its end waits for the next, and the next runs only where it succeeded): Terraform forgets the old database, which stays, and takes this one; what is written until it is deployed stays in the old one%s"
            .formatted(
                into, name, there ? "" : "; once it is there, also its indexes, with a line each"),
        lines.toArray(String[]::new));
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
