package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name of the database, which must not change by what is applied: with another one Terraform
/// deletes the database that there is or lets go of it, with its indexes and backups, and makes an
/// empty one.
record DatabaseName(Target target, Programs programs) {
  private static final String SETTING = "firestore_database";

  /// Of `terraform/variables.tf`.
  private static final String USUAL = "(default)";

  /// A line of a file of settings, or a member of one in JSON.
  private static final Pattern SAID =
      Pattern.compile(
          "(?:^|[{,])\\s*\"?%s\"?\\s*[=:]\\s*\"([^\"]*)\"".formatted(SETTING), Pattern.MULTILINE);

  /// Looks into the state that is open. Where it has no database, every name will do.
  ///
  /// @throws UserErrorException where these files say another name than the state
  void check() {
    var there = PulledState.read(target, programs).database();
    var said = said();
    if (there.isPresent() && !there.get().equals(said)) {
      throw new UserErrorException(
          "Terraform's state of '%s' has the database '%s', and the files that would be applied say '%s': that would replace the database by an empty one, and nothing was applied; write %s = \"%2$s\" into %s and run the same command again, or lead the state to '%3$s' first: docs/how-to/restore.md"
              .formatted(
                  target.environment(),
                  there.get(),
                  said,
                  SETTING,
                  Terraform.settingsFile(target)));
    }
  }

  /// The last one counts, as for Terraform.
  private String said() {
    var name = programs.environment().getOrDefault("TF_VAR_" + SETTING, USUAL);
    for (var file : files()) {
      name = said(file).orElse(name);
    }
    return name;
  }

  /// Those that Terraform reads by itself, and then the environment's own.
  private List<Path> files() {
    var folder = Terraform.folder(target);
    var files = new ArrayList<Path>();
    files.add(folder.resolve("terraform.tfvars"));
    files.add(folder.resolve("terraform.tfvars.json"));
    try (var all = Files.list(folder)) {
      all.filter(file -> file.toString().matches(".*\\.auto\\.tfvars(\\.json)?"))
          .sorted()
          .forEach(files::add);
    } catch (IOException failure) {
      throw unreadable(folder, failure);
    }
    files.add(Terraform.settingsFile(target));
    return files;
  }

  private static Optional<String> said(Path file) {
    try {
      return Files.exists(file)
          ? SAID.matcher(Files.readString(file)).results().map(found -> found.group(1)).findFirst()
          : Optional.empty();
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private static UserErrorException unreadable(Path file, IOException failure) {
    return new UserErrorException(
        "%s cannot be read (%s); correct that, and run the same command again"
            .formatted(file, failure),
        failure);
  }
}
