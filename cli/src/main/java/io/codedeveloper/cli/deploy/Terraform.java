package io.codedeveloper.cli.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What Terraform is told for a target.
record Terraform(Target target) {
  /// Opens the state of the environment, and writes down which providers are used. The state that
  /// was open before may have been another's.
  List<List<String>> opening() {
    return List.of(
        command(
            "init",
            "-input=false",
            "-no-color",
            "-reconfigure",
            "-backend-config=bucket=" + target.stateBucket()),
        command("workspace", "select", "-or-create", target.environment()));
  }

  /// Makes what the files say.
  ///
  /// @param version of the images
  List<String> applying(String version) {
    var command = command("apply", "-input=false", "-no-color", "-auto-approve");
    var settings = Path.of("envs", target.environment() + ".tfvars");
    if (Files.exists(folder(target).resolve(settings))) {
      command.add("-var-file=" + settings);
    }
    command.add("-var=environment=" + target.environment());
    command.add("-var=project_id=" + target.project());
    command.add("-var=region=" + target.location());
    command.add("-var=functions_directory=" + target.functions());
    command.add("-var=functions_image=" + target.image("functions", version));
    command.add("-var=job_image=" + target.runningJob(version));
    return command;
  }

  /// Makes the registry alone, before there is an image to put into it.
  List<String> applyingRegistry(String version) {
    var command = applying(version);
    command.add("-target=google_artifact_registry_repository.code_developer");
    return command;
  }

  /// What was made, as JSON.
  List<String> outputs() {
    return command("output", "-json");
  }

  private List<String> command(String... arguments) {
    var command = new ArrayList<>(List.of("terraform", "-chdir=" + folder(target)));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Where its files are.
  static Path folder(Target target) {
    return target.checkout().resolve("terraform");
  }
}
