package io.codedeveloper.cli.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What Terraform is told for a target.
///
/// @param functions where the functions' zips are
record Terraform(Target target, Path functions) {
  /// The version of images where nobody looks at it.
  private static final String GONE = "none";

  /// With the zips that were built in the checkout.
  Terraform(Target target) {
    this(target, target.functions());
  }

  /// Opens the state of the environment, which may be a new one, and writes down which providers
  /// are used. The state that was open before may have been another's.
  List<List<String>> opening() {
    return List.of(
        initializing(), command("workspace", "select", "-or-create", target.environment()));
  }

  /// As [#opening], and makes no environment.
  List<List<String>> reopening() {
    return List.of(initializing(), selecting());
  }

  /// Reaches the bucket of the states.
  List<String> initializing() {
    return command(
        "init",
        "-input=false",
        "-no-color",
        "-reconfigure",
        "-backend-config=bucket=" + target.stateBucket());
  }

  /// Lists the environments, one a line.
  List<String> listing() {
    return command("workspace", "list", "-no-color");
  }

  /// Opens the state of an environment that there is.
  List<String> selecting() {
    return command("workspace", "select", target.environment());
  }

  /// Makes what the files say.
  ///
  /// @param version of the images
  List<String> applying(String version) {
    var command = command("apply", "-input=false", "-no-color", "-auto-approve");
    command.addAll(settings(version));
    return command;
  }

  private List<String> settings(String version) {
    return Files.exists(settingsFile(target))
        ? settings(version, List.of("-var-file=" + ofEnvironment()))
        : settings(version, List.of());
  }

  /// The environment's own settings, in the folder of Terraform's files.
  private Path ofEnvironment() {
    return folder(target).relativize(settingsFile(target));
  }

  /// The environment's own settings, which need not be there.
  static Path settingsFile(Target target) {
    return folder(target).resolve("envs").resolve(target.environment() + ".tfvars");
  }

  private List<String> settings(String version, List<String> files) {
    var settings = new ArrayList<>(files);
    settings.add("-var=environment=" + target.environment());
    settings.add("-var=project_id=" + target.project());
    settings.add("-var=region=" + target.location());
    settings.add("-var=functions_directory=" + functions);
    settings.add("-var=functions_image=" + target.image("functions", version));
    settings.add("-var=job_image=" + target.runningJob(version));
    return settings;
  }

  /// Makes a resource alone, with what it needs.
  List<String> applyingOnly(String resource, String version) {
    var command = applying(version);
    command.add("-target=" + resource);
    return command;
  }

  /// Compares what there is with what the files say, as one event of JSON a line. It waits for
  /// nobody who changes something, and changes nothing itself.
  List<String> comparing(String version) {
    var command =
        command("plan", "-input=false", "-no-color", "-json", "-lock=false", "-parallelism=40");
    command.addAll(settings(version));
    return command;
  }

  /// Everything that the state has, as JSON.
  List<String> showing() {
    return command("show", "-no-color", "-json");
  }

  /// Tells what goes when these declarations do, as one event of JSON a line.
  List<String> planningDeletion(List<String> blocks) {
    var command = command("plan", "-destroy", "-input=false", "-no-color", "-json", "-lock=false");
    command.addAll(deletion(blocks));
    return command;
  }

  /// Deletes what these declarations made, and what stands on it.
  List<String> deleting(List<String> blocks) {
    var command = command("destroy", "-input=false", "-no-color", "-auto-approve");
    command.addAll(deletion(blocks));
    return command;
  }

  private List<String> deletion(List<String> blocks) {
    var settings = settings(GONE);
    blocks.forEach(block -> settings.add("-target=" + block));
    return settings;
  }

  /// Takes a thing that there is into the state, where the environment has settings of its own.
  ///
  /// @param resource its address
  /// @param id as its provider wants it
  List<String> importing(String resource, String id) {
    var command = command("import", "-input=false", "-no-color");
    command.addAll(settings(GONE, List.of("-var-file=" + ofEnvironment())));
    command.addAll(List.of(resource, id));
    return command;
  }

  /// Takes things out of the state, with every instance; they stay as they are.
  List<String> forgetting(List<String> resources) {
    var command = command("state", "rm");
    command.addAll(resources);
    return command;
  }

  /// The whole state, as JSON.
  List<String> pulling() {
    return command("state", "pull");
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
