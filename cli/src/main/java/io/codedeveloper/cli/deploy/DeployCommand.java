package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.functions.api.Patience;
import io.codedeveloper.platform.VariableReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Brings this version of the system to Google Cloud.
@Command(
    name = "deploy",
    description = {
      "Builds, pushes the images, applies Terraform, writes the projects' documents, and looks"
          + " whether every URL answers.",
      "Each environment has a state of Terraform of its own, and terraform/envs/NAME.tfvars: say"
          + " which one with --env.",
      "What was done before is not done again while nothing it reads has changed: after a failure,"
          + " run the same command again."
    })
public final class DeployCommand implements Callable<Integer> {
  private final Surroundings with;
  private final Patience patience;

  @Mixin private TargetOptions options = new TargetOptions();
  @Mixin private BuildOptions build = new BuildOptions();
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
    var target = options.target(with, problems, build);
    var programs = TargetOptions.programs(with, target);
    var progress = new Progress(with.console(), with.clock(), output.json(), Deployment.STEPS);
    var deployment = new Deployment(target, programs, progress);
    if (build.dryRun()) {
      problems.check();
      deployment.show(with.console());
      return ExitCode.DONE;
    }
    new Prerequisites(target, programs, problems).checkout().building().cloud().state().check();
    if (build.again()) {
      new FinishedSteps(target.state()).forget();
    }
    var migration = new Migration(target, with.environment());
    var outputs = deployment.run(migration, new SmokeTest(patience));
    new UrlTable(outputs).print(with.console(), output.json());
    return ExitCode.DONE;
  }
}
