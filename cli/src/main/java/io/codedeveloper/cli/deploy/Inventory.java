package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Asks Terraform what it would change: what it would make is missing.
record Inventory(Target target, Programs programs, Deadline deadline) {
  /// How long all programs may take together: the whole command takes no more than 30 s.
  static final Duration LONGEST = Duration.ofSeconds(27);

  /// @return all of it, by address
  /// @throws UserErrorException when Terraform cannot tell
  /// @throws io.codedeveloper.platform.TransientException when it takes too long
  List<Resource> take() {
    var deployed = deployed();
    new Installed(target, programs).open(() -> deadline.left(LONGEST));
    var printed = programs.printed(deployed.comparing(), deadline.left(LONGEST));
    var plan = PlannedChanges.read(printed.text());
    if (!printed.hasEnded()) {
      throw new TransientException(plan.unfinished());
    }
    if (printed.code() != 0) {
      throw new UserErrorException(
          "Terraform cannot tell what there is: " + String.join("; ", plan.problems()));
    }
    return plan.resources();
  }

  /// What Terraform compares with.
  private record Build(Terraform terraform, String version) {
    List<String> comparing() {
      return terraform.comparing(version);
    }
  }

  /// What was deployed from here last, with the files that Terraform has now; else what is built
  /// here.
  private Build deployed() {
    return new Releases(target)
        .applied()
        .map(this::build)
        .orElseGet(
            () -> new Build(new Terraform(target, built()), new Plan(target).release().version()));
  }

  private Build build(Release release) {
    var kept = new KeptFiles(target, release);
    var functions = kept.areThere() ? kept.asTarget().functions() : built();
    return new Build(
        new Terraform(target.withJobImage(release.jobImage()), functions), release.version());
  }

  private Path built() {
    if (!Files.isDirectory(target.functions())) {
      throw new UserErrorException(
          "the functions' zips, which Terraform compares with those in Google Cloud, are not in %s; build them: ./dev package"
              .formatted(target.functions()));
    }
    return target.functions();
  }
}
