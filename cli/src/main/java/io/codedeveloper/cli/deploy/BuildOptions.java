package io.codedeveloper.cli.deploy;

import java.util.Optional;
import picocli.CommandLine.Option;

/// How what is deployed is built, and how much of it is done anew.
final class BuildOptions {
  @Option(
      names = "--image-base",
      paramLabel = "IMAGE",
      description = "What images are built on: scratch (default), or an image with its digest.")
  private String imageBase = "scratch";

  @Option(
      names = "--job-image",
      paramLabel = "IMAGE",
      description =
          "The job's image, with what your repositories are built with, best with its digest"
              + " (default: the one that is built here).")
  private Optional<String> jobImage = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  @Option(names = "--again", description = "Do every step, also what was done before.")
  private boolean again;

  String imageBase() {
    return imageBase;
  }

  Optional<String> jobImage() {
    return jobImage;
  }

  boolean dryRun() {
    return dryRun;
  }

  boolean again() {
    return again;
  }
}
