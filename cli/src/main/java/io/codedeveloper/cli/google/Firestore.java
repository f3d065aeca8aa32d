package io.codedeveloper.cli.google;

import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The databases of a project, and their backups.
public record Firestore(GoogleCloud google) {
  /// The database that an installation has, where nobody named another.
  public static final String USUAL = "(default)";

  /// What Google allows as the name of a database.
  public static final String NAME = "[a-z][a-z0-9-]{2,61}[a-z0-9]";

  private static final String PROTECTED = "DELETE_PROTECTION_ENABLED";
  private static final Duration PAUSE = Duration.ofSeconds(20);

  /// So many questions in a row may fail before nobody waits any longer: restoring goes on anyway.
  private static final int FAILURES = 5;

  /// How it is set up.
  ///
  /// @throws UserErrorException when there is none of that name
  public JsonView database(String name) {
    return google.one("firestore", "databases", "describe", "--database=" + name);
  }

  /// All databases by name, with whether nobody can delete it.
  public Map<String, Boolean> protection() {
    var all = new TreeMap<String, Boolean>();
    for (var one : google.list("firestore", "databases", "list")) {
      var name = one.text("name").orElse("");
      var guarded = one.text("deleteProtectionState").filter(PROTECTED::equals).isPresent();
      all.put(name.substring(name.lastIndexOf('/') + 1), guarded);
    }
    return all;
  }

  /// When backups of a database are made.
  public List<JsonView> schedules(String database) {
    return google.list("firestore", "backups", "schedules", "list", "--database=" + database);
  }

  /// The backups of a database, the newest first.
  public List<Backup> backups(String database) {
    return google.list("firestore", "backups", "list", "--location=" + google.location()).stream()
        .map(Backup::of)
        .filter(one -> one.database().equals(database))
        .sorted(Comparator.comparing(Backup::taken).reversed())
        .toList();
  }

  /// The command that restores a backup into a database that it makes.
  public String[] restoring(Backup backup, String into) {
    return new String[] {
      "firestore",
      "databases",
      "restore",
      "--source-backup=" + backup.name(),
      "--destination-database=" + into
    };
  }

  /// Restores a backup, and waits until it is done.
  ///
  /// @param into the name of a database that is not there yet
  /// @throws TransientException when nobody waits for it any longer: it goes on by itself
  public void restore(Backup backup, String into, Person person, Clock clock, Duration longest) {
    var operation = google.one(restoring(backup, into)).text("name").orElse("");
    var end = clock.instant().plus(longest);
    var failures = 0;
    var done = false;
    while (!done) {
      try {
        done = isDone(operation, into);
        failures = 0;
      } catch (Unanswered unanswered) {
        failures++;
        if (failures > FAILURES) {
          throw still(operation, into, " (" + unanswered.getMessage() + ")");
        }
      }
      if (!done && (clock.instant().isAfter(end) || !person.pause(PAUSE))) {
        throw still(operation, into, "");
      }
    }
  }

  private TransientException still(String operation, String into, String why) {
    return new TransientException(
        "it is being restored into %s still%s; see: %s"
            .formatted(into, why, google.line(describing(operation, into))));
  }

  /// Nobody knows how far it is.
  private static final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unanswered(RuntimeException why) {
      super(why.getMessage(), why);
    }
  }

  private static String[] describing(String operation, String into) {
    return new String[] {"firestore", "operations", "describe", operation, "--database=" + into};
  }

  private boolean isDone(String operation, String into) {
    var says = asked(describing(operation, into));
    error(says)
        .ifPresent(message -> {
          throw new UserErrorException("it could not be restored: " + message);
        });
    return says.flag("done");
  }

  /// Why an operation failed; empty where it did not. An error may have a code only.
  private static Optional<String> error(JsonView operation) {
    return Optional.of(operation)
        .filter(one -> one.json().has("error"))
        .map(one -> one.view("error"))
        .map(error -> error.text("message").orElseGet(() -> "Firestore says only " + error.json()));
  }

  private JsonView asked(String... words) {
    try {
      return google.one(words);
    } catch (UserErrorException | TransientException unanswered) {
      throw new Unanswered(unanswered);
    }
  }

  /// The id of the backup that a database was made of; empty where it was made otherwise.
  public Optional<String> backupOf(String name) {
    return database(name).view("sourceInfo").view("backup").text("backup").map(Backup::last);
  }

  /// Why a database could not be made of its backup; empty where it was, or still is being made.
  public Optional<String> failure(String name) {
    return operations(name).stream()
        .filter(one ->
            one.view("metadata").text("@type").orElse("").endsWith(".RestoreDatabaseMetadata"))
        .flatMap(one -> error(one).stream())
        .findFirst();
  }

  private List<JsonView> operations(String name) {
    return google.list("firestore", "operations", "list", "--database=" + name);
  }

  /// Whether something is still being done to a database.
  public boolean isBusy(String name) {
    return operations(name).stream().anyMatch(one -> !one.flag("done"));
  }

  /// The composite indexes of a database.
  public List<FirestoreIndex> indexes(String database) {
    return google
        .list("firestore", "indexes", "composite", "list", "--database=" + database)
        .stream()
        .map(FirestoreIndex::of)
        .toList();
  }

  /// The command that deletes a database.
  public String[] deleting(String database) {
    return new String[] {"firestore", "databases", "delete", "--database=" + database};
  }
}
