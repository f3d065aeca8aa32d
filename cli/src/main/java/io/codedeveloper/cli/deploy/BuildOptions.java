package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.VariableReader;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How what is deployed is built, and how much of it is done anew.
final class BuildOptions {
  @Option(
      names = "--image-base",
      paramLabel = "IMAGE",
      description =
          "What images are built on: scratch, or an image with its digest (default: that of the last"
              + " deployment from this checkout that answered, else scratch).")
  private Optional<String> imageBase = Optional.empty();

  @Option(
      names = "--job-image",
      paramLabel = "IMAGE",
      description =
          "The job's image, with what your repositories are built with, best with its digest; built"
              + " is the one that is built here (default: that of the last deployment from this"
              + " checkout that answered, else built).")
  private Optional<String> jobImage = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  @Option(names = "--again", description = "Do every step, also what was done before.")
  private boolean again;

  /// The images of a deployment.
  ///
  /// @param problems gets what is wrong
  Images images(Target target, VariableReader problems) {
    if (imageBase.filter(String::isBlank).isPresent()) {
      problems.problem("--image-base is empty; name an image, or scratch");
    }
    if (jobImage.filter(String::isBlank).isPresent()) {
      problems.problem("--job-image is empty; name an image, or %s".formatted(Images.BUILT));
    }
    return new Images(target, imageBase, jobImage);
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean again() {
    return again;
  }
}
