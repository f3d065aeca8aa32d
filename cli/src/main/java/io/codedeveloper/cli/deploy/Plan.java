package io.codedeveloper.cli.deploy;

import java.util.ArrayList;
import java.util.List;

/// The steps to a target, in their order, with what they read as it is now.
final class Plan {
  /// What `./dev package` reads.
  private static final List<String> SOURCES =
      List.of("dev", "pom.xml", ".mvn", "shared", "functions", "daemon-job", "images");

  private static final int VERSION_LENGTH = 12;

  private final Target target;
  private final Terraform terraform;
  private final String sources;
  private final String version;

  Plan(Target target) {
    this.target = target;
    this.terraform = new Terraform(target);
    this.sources =
        SourceHash.of(
            List.of(SourceHash.of(target.checkout(), SOURCES), "image " + target.imageBase()));
    this.version = sources.substring(0, VERSION_LENGTH);
  }

  List<Step> steps() {
    var infrastructure = SourceHash.of(target.checkout(), List.of("terraform"));
    var all = SourceHash.of(List.of(sources, infrastructure, target.toString()));
    return List.of(
        new Step(
            "build",
            "zips of the functions, images of job and functions",
            sources,
            List.of(packaging()),
            List.of(target.functions())),
        new Step("push", "images to " + target.registry(), all, pushing(), List.of()),
        new Step(
            "apply",
            "everything in Google Cloud, with Terraform",
            all,
            List.of(terraform.applying(version)),
            List.of()));
  }

  private List<List<String>> pushing() {
    return List.of(
        terraform.applyingRegistry(version),
        List.of("gcloud", "auth", "configure-docker", target.registry(), "--quiet"),
        packaging("--push", target.images(), "--tag", version));
  }

  private List<String> packaging(String... more) {
    var command =
        new ArrayList<>(
            List.of(target.dev().toString(), "package", "--image-base", target.imageBase()));
    command.addAll(List.of(more));
    return command;
  }
}
