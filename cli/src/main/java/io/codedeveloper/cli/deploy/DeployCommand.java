package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.Connection;
import io.codedeveloper.cli.settings.EnvironmentChoice;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Table;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.functions.api.Patience;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Brings this version of the system to Google Cloud.
@Command(
    name = "deploy",
    description = {
      "Builds, pushes the images, applies Terraform, and looks whether the API answers.",
      "Each environment has a state of Terraform of its own, and terraform/envs/NAME.tfvars: say"
          + " which one with --env.",
      "What was done before is not done again while nothing it reads has changed: after a failure,"
          + " run the same command again."
    })
public final class DeployCommand implements Callable<Integer> {
  private static final String NAME = "[a-z][a-z0-9-]{0,30}";

  private final Surroundings with;
  private final Patience patience;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private EnvironmentChoice environment = new EnvironmentChoice();

  @Option(
      names = "--gcp-project",
      paramLabel = "ID",
      description = "Google Cloud's project (default: GCP_PROJECT_ID).")
  private Optional<String> project = Optional.empty();

  @Option(
      names = "--location",
      paramLabel = "REGION",
      description = "Where everything regional is (default: GCP_LOCATION).")
  private Optional<String> location = Optional.empty();

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "The checkout of code-developer (default: here).")
  private Path source = Path.of("");

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

  @Option(
      names = "--state-bucket",
      paramLabel = "NAME",
      description = "Where Terraform keeps its state (default: ID-code-developer-state).")
  private Optional<String> stateBucket = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  @Option(names = "--again", description = "Do every step, also what was done before.")
  private boolean again;

  @Mixin private OutputOptions output = new OutputOptions();

  public DeployCommand(Surroundings with) {
    this(with, Wiring::pause);
  }

  DeployCommand(Surroundings with, Patience patience) {
    this.with = with;
    this.patience = patience;
  }

  @Override
  public Integer call() {
    var problems = new VariableReader(with.environment());
    var target = target(problems);
    var programs = new Programs(target.checkout(), withoutSecrets(), target.log());
    var deployment = new Deployment(target, programs, with.console(), with.clock(), output.json());
    if (dryRun) {
      problems.check();
      deployment.show();
      return ExitCode.DONE;
    }
    new Prerequisites(target, programs).check(problems);
    if (again) {
      forget(target.state());
    }
    var urls = deployment.run(new SmokeTest(patience));
    if (output.json()) {
      with.console().json(urls);
    } else {
      var table = new Table("", "URL");
      urls.forEach((name, url) -> table.row(Line.of(name), Line.of(url)));
      table.printTo(with.console());
    }
    return ExitCode.DONE;
  }

  private String environment(VariableReader problems) {
    var name =
        environment
            .name()
            .orElseThrow(() ->
                new ParameterException(
                    spec.commandLine(), "say what is deployed with --env NAME: prod, or dev"));
    if (!name.matches(NAME)) {
      problems.problem(
          "--env is '%s'; write a name of small letters, digits and hyphens".formatted(name));
    }
    return name;
  }

  private Target target(VariableReader problems) {
    var named = environment(problems);
    var inProject =
        project.orElseGet(() ->
            problems.required(Variable.GOOGLE_PROJECT, "set it, or name it with --gcp-project"));
    return new Target(
        named,
        inProject,
        location.orElseGet(() ->
            problems.required(
                Variable.GOOGLE_LOCATION, "set it to europe-west1, say, or use --location")),
        with.resolve(source),
        imageBase,
        jobImage,
        stateBucket.orElse(inProject + "-code-developer-state"));
  }

  /// What other programs get of our variables.
  private Map<String, String> withoutSecrets() {
    var variables = new HashMap<>(with.environment());
    Arrays.stream(SecretSource.Name.values()).forEach(name -> variables.remove(name.name()));
    variables.remove(Connection.TOKEN.name());
    return variables;
  }

  private static void forget(Path state) {
    try {
      Files.deleteIfExists(state);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
