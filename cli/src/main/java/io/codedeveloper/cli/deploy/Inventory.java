package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Asks Terraform what it would change: what it would make is missing.
record Inventory(Target target, Programs programs, Clock clock) {
  /// How long the whole command may take.
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Duration LEAST = Duration.ofSeconds(1);

  /// @param end when it has to be there
  /// @return all of it, by address
  /// @throws UserErrorException when Terraform cannot tell
  /// @throws io.codedeveloper.platform.TransientException when it takes too long
  List<Resource> take(Instant end) {
    var deployed = deployed();
    new Installed(target, programs).open(() -> left(end));
    var printed = programs.print(deployed.comparing(), left(end));
    var plan = PlannedChanges.read(printed.text());
    if (printed.code() != 0) {
      throw new UserErrorException(
          "Terraform cannot tell what there is: " + String.join("; ", plan.problems()));
    }
    return plan.resources();
  }

  private Duration left(Instant end) {
    var left = Duration.between(clock.instant(), end);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
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
