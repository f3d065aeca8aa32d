package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.google.FirestoreIndex;
import io.codedeveloper.cli.program.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is typed in a checkout so that Terraform knows another database in place of the one that it
/// made: lines for a shell. After the first, each ends with what goes on only where it succeeded,
/// so that all of them can be pasted at once, and the rest of them from the one that failed.
public final class DatabaseSwitch {
  private static final Path CHECKOUT = Path.of("");
  private static final String DATABASE = "google_firestore_database.this";

  /// What was made for the old database. It stays there; Terraform only forgets it.
  private static final List<String> OF_DATABASE =
      List.of(
          DATABASE,
          "google_firestore_backup_schedule.daily",
          "google_firestore_index.this",
          "google_firestore_field.expiry");

  private final Target target;
  private final Terraform terraform;

  /// @param environment that is deployed
  /// @param project Google Cloud's id of it
  /// @param location of everything regional
  public DatabaseSwitch(String environment, String project, String location) {
    target =
        new Target(
            environment,
            project,
            location,
            CHECKOUT,
            Target.NO_BASE,
            Optional.empty(),
            project + "-code-developer-state");
    terraform = new Terraform(target, Path.of("..").resolve(target.functions()));
  }

  /// Ends what is typed where the settings do not say it yet: with another name the deployment
  /// would replace the database that was imported.
  private String saying(String database) {
    var looking =
        List.of(
            "grep",
            "-q",
            "^firestore_database *= *\"%s\"".formatted(database),
            "terraform/envs/%s.tfvars".formatted(target.environment()));
    return "{ %s || { echo \"set firestore_database first\"; false; }; }"
        .formatted(Shell.line(looking));
  }

  /// The last line waits for the one that deploys.
  ///
  /// @param database that there is
  /// @param indexes that it has
  public List<String> lines(String database, List<FirestoreIndex> indexes) {
    var lines = new ArrayList<String>();
    lines.add("export TF_DATA_DIR=\"$PWD/%s\"".formatted(target.opened()));
    terraform.reopening().forEach(command -> lines.add(andThen(command)));
    lines.add("%s && %s".formatted(saying(database), andThen(terraform.forgetting(OF_DATABASE))));
    var path = "projects/%s/databases/%s".formatted(target.project(), database);
    lines.add(andThen(terraform.importing(DATABASE, path)));
    for (var index : indexes) {
      var address = "google_firestore_index.this[\"%s\"]".formatted(index.title());
      lines.add(andThen(terraform.importing(address, index.name())));
    }
    return List.copyOf(lines);
  }

  private static String andThen(List<String> command) {
    return Shell.line(command) + " &&";
  }
}
