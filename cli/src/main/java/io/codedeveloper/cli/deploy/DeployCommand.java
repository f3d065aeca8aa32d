package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.functions.api.Patience;
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

  @Mixin private DeploymentOptions options = new DeploymentOptions();

  public DeployCommand(Surroundings with) {
    this(with, Wiring::pause);
  }

  DeployCommand(Surroundings with, Patience patience) {
    this.with = with;
    this.patience = patience;
  }

  @Override
  public Integer call() {
    var begun = options.open(with, Deployment.STEPS);
    if (begun.build().dryRun()) {
      return begun.show(begun.deployment()::planned);
    }
    begun.check(Prerequisites::state);
    var outputs = begun.deployment().run(begun.migration(), new SmokeTest(patience));
    new UrlTable(outputs).print(with.console(), begun.json());
    return ExitCode.DONE;
  }
}
