package io.codedeveloper.cli.deploy;

import java.util.ArrayList;
import java.util.List;

/// The steps to a target, in their order, with what they read as it is now.
final class Plan {
  private static final String REGISTRY = "google_artifact_registry_repository.code_developer";

  /// What `./dev package` reads.
  private static final List<String> SOURCES =
      List.of("dev", "pom.xml", ".mvn", "shared", "functions", "daemon-job", "images");

  /// The step that changes what runs.
  static final String APPLY = "apply";

  private static final String PUSH = "push";
  private static final String SECRETS = "secrets";

  /// The steps that change a part of what Terraform's state has.
  static final List<String> PARTS = List.of(PUSH, SECRETS);

  /// The steps whose work is in Google Cloud, where others may undo it.
  static final List<String> REMOTE = List.of(PUSH, SECRETS, APPLY);

  private static final int VERSION_LENGTH = 12;

  private final Target target;
  private final Terraform terraform;
  private final String sources;
  private final String version;
  private final String all;

  Plan(Target target) {
    this.target = target;
    this.terraform = new Terraform(target);
    this.sources =
        SourceHash.of(
            List.of(SourceHash.of(target.checkout(), SOURCES), "image " + target.imageBase()));
    this.version = sources.substring(0, VERSION_LENGTH);
    var infrastructure = SourceHash.of(target.checkout(), List.of("terraform"));
    this.all = SourceHash.of(List.of(sources, infrastructure, target.toString()));
  }

  List<Step> steps() {
    return List.of(build(), push(), apply());
  }

  /// What [#apply] brings.
  Release release() {
    return new Release(
        all.substring(0, VERSION_LENGTH),
        version,
        target.jobImage().orElse(null),
        target.imageBase());
  }

  Step build() {
    return new Step(
        "build",
        "zips of the functions, images of job and functions",
        sources,
        List.of(packaging()),
        List.of(target.functions()));
  }

  Step push() {
    return new Step(PUSH, "images to " + target.registry(), all, pushing(), List.of());
  }

  /// Makes the secrets alone, before anything reads them.
  Step secrets() {
    return new Step(
        SECRETS,
        "the secrets, whose values come next",
        all,
        List.of(terraform.applyingOnly("google_secret_manager_secret.this", version)),
        List.of());
  }

  Step apply() {
    return new Step(
        APPLY,
        "everything in Google Cloud, with Terraform",
        all,
        List.of(terraform.applying(version)),
        List.of());
  }

  private List<List<String>> pushing() {
    return List.of(
        terraform.applyingOnly(REGISTRY, version),
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
