package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/// The file with an environment's own settings. Without it everything would be made from defaults,
/// also where the environment's name is a slip of the keyboard.
record EnvironmentFile(Target target) {
  private static final String ENDING = ".tfvars";

  /// @throws UserErrorException where it is missing
  void check() {
    problem()
        .ifPresent(problem -> {
          throw new UserErrorException(problem);
        });
  }

  /// What is wrong; empty where it is there, or where there is no Terraform at all.
  Optional<String> problem() {
    var file = Terraform.settingsFile(target);
    if (Files.exists(file) || !Files.isDirectory(Terraform.folder(target))) {
      return Optional.empty();
    }
    var there = there();
    return Optional.of(
        "%s is not there, and without it '%s' would be made from defaults; correct --env (there are: %s), or make the file, which may be empty"
            .formatted(
                file, target.environment(), there.isEmpty() ? "none" : String.join(", ", there)));
  }

  /// The environments that have one.
  private List<String> there() {
    try (var files = Files.list(Terraform.settingsFile(target).resolveSibling(""))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException noFolder) {
      return List.of();
    }
  }
}
