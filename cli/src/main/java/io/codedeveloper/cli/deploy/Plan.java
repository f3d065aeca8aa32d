package io.codedeveloper.cli.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The steps to a target, in their order.
final class Plan {
  /// What a build reads.
  private static final List<String> SOURCES =
      List.of("pom.xml", ".mvn", "shared", "functions", "daemon-job", "images");

  private static final List<String> MODULES = List.of("functions", "daemon-job");
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
    var command = new ArrayList<>(maven());
    command.addAll(List.of("-DskipTests", "-pl", String.join(",", MODULES), "-am", "package"));
    return new Step(
        "build",
        "zips of the functions, images of job and functions",
        sources,
        List.of(command),
        List.of(target.functions()));
  }

  private List<String> maven() {
    return List.of(
        "mvn",
        "--batch-mode",
        "--no-transfer-progress",
        "-Dquick",
        "-Dimage.base=" + target.imageBase());
  }

  /// The registry is Terraform's, and made before there is an image to put into it.
  private Step push() {
    var commands = new ArrayList<List<String>>();
    commands.addAll(opened());
    var registry = new ArrayList<>(applying());
    registry.add("-target=google_artifact_registry_repository.code_developer");
    commands.add(registry);
    commands.add(List.of("gcloud", "auth", "configure-docker", target.registry(), "--quiet"));
    for (var module : MODULES) {
      var command = new ArrayList<>(maven());
      command.addAll(
          List.of(
              "-pl",
              module,
              "jib:build",
              "-Djib.to.image=" + target.image(imageOf(module), version)));
      commands.add(command);
    }
    return new Step(
        "push",
        "images to " + target.registry(),
        SourceHash.of(List.of(sources, terraformFiles(), target.toString())),
        commands,
        List.of());
  }

  /// As the build names it.
  private static String imageOf(String module) {
    return module.equals("functions") ? "code-developer-functions" : "code-developer-job";
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
    for (var module : MODULES) {
      var variable = module.equals("functions") ? "functions_image" : "job_image";
      command.add("-var=%s=%s".formatted(variable, target.image(imageOf(module), version)));
    }
    return command;
  }

  private List<String> terraform(String... arguments) {
    var command = new ArrayList<>(List.of("terraform", "-chdir=" + target.terraform()));
    command.addAll(List.of(arguments));
    return command;
  }
}
