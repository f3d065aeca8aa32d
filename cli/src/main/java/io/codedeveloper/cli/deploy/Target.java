package io.codedeveloper.cli.deploy;

import java.nio.file.Path;
import java.util.Optional;

/// What is brought where.
///
/// @param environment its name: `production`
/// @param project Google Cloud's id of the project
/// @param location of everything regional
/// @param checkout of code-developer, absolute
/// @param imageBase what the container images are built on: `scratch`, or an image with its digest
/// @param jobImage the job's, where it is not the one that is built here
/// @param stateBucket where Terraform keeps what it knows
record Target(
    String environment,
    String project,
    String location,
    Path checkout,
    String imageBase,
    Optional<String> jobImage,
    String stateBucket) {
  /// What images are built on that have nothing but what is built here.
  static final String NO_BASE = "scratch";

  /// The same, with another image of the job, or with the one that is built here.
  Target withJobImage(Optional<String> image) {
    return withImages(imageBase, image);
  }

  /// The same, with other images.
  Target withImages(String base, Optional<String> job) {
    return new Target(environment, project, location, checkout, base, job, stateBucket);
  }

  /// The registry's host.
  String registry() {
    return location + "-docker.pkg.dev";
  }

  /// Where images are in the registry.
  String images() {
    return "%s/%s/code-developer".formatted(registry(), project);
  }

  /// The image of the job that runs.
  ///
  /// @param version what tells this build from others
  String runningJob(String version) {
    return jobImage.orElseGet(() -> image("job", version));
  }

  /// An image in the registry, as `./dev package` names it.
  ///
  /// @param version what tells this build from others
  String image(String what, String version) {
    return "%s/code-developer-%s:%s".formatted(images(), what, version);
  }

  /// The checkout's own script, which packages it.
  Path dev() {
    return checkout.resolve("dev");
  }

  /// Where Terraform keeps which state is open, and its providers.
  Path opened() {
    return checkout.resolve("target/terraform/%s-%s".formatted(environment, stateBucket));
  }

  /// Where the function's zips are after a build.
  Path functions() {
    return checkout.resolve("functions/target/deployment");
  }

  /// Where what is known of earlier tries is kept, beside what was built.
  Path state() {
    return tries().resolve(environment + ".json");
  }

  /// Where versions that were deployed are kept.
  Path kept() {
    return tries().resolve(environment);
  }

  Path log() {
    return tries().resolve(environment + ".log");
  }

  /// An environment of the same name in another project, or with another state, is another
  /// installation.
  private Path tries() {
    return checkout.resolve("target/deploy").resolve(project).resolve(stateBucket);
  }
}
