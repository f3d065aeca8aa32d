package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.functions.api.Patience;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Makes an installation in an empty project of Google Cloud.
@Command(
    name = "setup",
    description = {
      "Makes an installation in a project of Google Cloud: what Terraform needs, the secrets, and"
          + " everything that cloud deploy does; then the settings file knows the API.",
      "ANTHROPIC_API_KEY, GITHUB_TOKEN, and where notifications go are taken from the environment"
          + " where Secret Manager has none; the key that signs tokens is made. After a failure, run"
          + " the same command again.",
      "Exit code 1 also when everything was made and a secret has no value: then it says what to type."
    })
public final class SetupCommand implements Callable<Integer> {
  private final Surroundings with;
  private final Patience patience;

  @Mixin private DeploymentOptions options = new DeploymentOptions();

  public SetupCommand(Surroundings with) {
    this(with, Wiring::pause);
  }

  SetupCommand(Surroundings with, Patience patience) {
    this.with = with;
    this.patience = patience;
  }

  @Override
  public Integer call() {
    var begun = options.open(with, Setup.STEPS);
    var deployment = begun.deployment();
    var target = begun.target();
    var setup = new Setup(deployment, new SecretValues(with, target, deployment.programs()));
    if (begun.build().dryRun()) {
      return begun.show(setup::planned);
    }
    begun.check(Prerequisites::billing);
    var result = setup.run(begun.migration(), new SmokeTest(patience));
    var file = new SavedAddress(with, target).save(result.outputs());
    deployment
        .progress()
        .begin(Setup.SETTINGS, "%s knows the API as '%s'".formatted(file, target.environment()));
    new UrlTable(result.outputs()).print(with.console(), begun.json());
    result.lacking().forEach(with.console()::problem);
    if (!result.lacking().isEmpty()) {
      return ExitCode.USER_MUST_ACT;
    }
    if (!begun.json()) {
      with.console().line(next(result.outputs(), target.environment()));
    }
    return ExitCode.DONE;
  }

  private static String next(Outputs outputs, String environment) {
    return WantedProject.of(outputs).isEmpty()
        ? "next: name a repository in terraform/envs/%s.tfvars, and run: project-manager cloud deploy --env %1$s"
            .formatted(environment)
        : "next: project-manager cloud start --env " + environment;
  }
}
