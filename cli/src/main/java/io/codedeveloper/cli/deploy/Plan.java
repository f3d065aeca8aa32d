package io.codedeveloper.cli.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The steps to a target, in their order.
final class Plan {
  /// What `./dev package` reads.
  private static final List<String> SOURCES =
      List.of("dev", "pom.xml", ".mvn", "shared", "functions", "daemon-job", "images");

  private static final int VERSION_LENGTH = 12;

  private final Target target;
  private final String sources;
  private final String version;

  Plan(Target target) {
    this.target = target;
    this.sources =
        SourceHash.of(
            List.of(SourceHash.of(target.checkout(), SOURCES), "image " + target.imageBase()));
    this.version = sources.substring(0, VERSION_LENGTH);
  }

  List<Step> steps() {
    return List.of(build(), push(), apply());
  }

  private Step build() {
    return new Step(
        "build",
        "zips of the functions, images of job and functions",
        sources,
        List.of(packaging()),
        List.of(target.functions()));
  }

  private List<String> packaging(String... more) {
    var command =
        new ArrayList<>(
            List.of(target.dev().toString(), "package", "--image-base", target.imageBase()));
    command.addAll(List.of(more));
    return command;
  }

  /// The registry is Terraform's, and made before there is an image to put into it.
  private Step push() {
    var registry = new ArrayList<>(applying());
    registry.add("-target=google_artifact_registry_repository.code_developer");
    var commands = new ArrayList<>(opened());
    commands.add(registry);
    commands.add(List.of("gcloud", "auth", "configure-docker", target.registry(), "--quiet"));
    commands.add(packaging("--push", target.images(), "--tag", version));
    return new Step(
        "push",
        "images to " + target.registry(),
        SourceHash.of(List.of(sources, terraformFiles(), target.toString())),
        commands,
        List.of());
  }

  private Step apply() {
    var commands = new ArrayList<>(opened());
    commands.add(applying());
    return new Step(
        "apply",
        "everything in Google Cloud, with Terraform",
        SourceHash.of(List.of(sources, terraformFiles(), target.toString(), "apply")),
        commands,
        List.of());
  }

  private String terraformFiles() {
    return SourceHash.of(target.checkout(), List.of("terraform"));
  }

  /// Each environment has a state of its own.
  private List<List<String>> opened() {
    return List.of(
        terraform("init", "-input=false", "-no-color"),
        terraform("workspace", "select", "-or-create", target.environment()));
  }

  private List<String> applying() {
    var command = new ArrayList<>(terraform("apply", "-input=false", "-no-color", "-auto-approve"));
    var settings = Path.of("envs", target.environment() + ".tfvars");
    if (Files.exists(target.terraform().resolve(settings))) {
      command.add("-var-file=" + settings);
    }
    command.add("-var=environment=" + target.environment());
    command.add("-var=project_id=" + target.project());
    command.add("-var=region=" + target.location());
    command.add("-var=functions_directory=" + target.functions());
    command.add("-var=functions_image=" + image("functions"));
    command.add("-var=job_image=" + image("job"));
    return command;
  }

  /// As `./dev package` names it.
  private String image(String what) {
    return "%s/code-developer-%s:%s".formatted(target.images(), what, version);
  }

  private List<String> terraform(String... arguments) {
    var command = new ArrayList<>(List.of("terraform", "-chdir=" + target.terraform()));
    command.addAll(List.of(arguments));
    return command;
  }
}
