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

/// Makes an installation in an empty project of Google Cloud.
@Command(
    name = "setup",
    description = {
      "Makes an installation in a project of Google Cloud: what Terraform needs, the secrets, and"
          + " everything that cloud deploy does; then the settings file knows the API.",
      "ANTHROPIC_API_KEY, GITHUB_TOKEN, and where notifications go are taken from the environment"
          + " where Secret Manager has none; the key that signs tokens is made. After a failure, run"
          + " the same command again."
    })
public final class SetupCommand implements Callable<Integer> {
  private final Surroundings with;
  private final Patience patience;

  @Mixin private TargetOptions options = new TargetOptions();
  @Mixin private BuildOptions build = new BuildOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public SetupCommand(Surroundings with) {
    this(with, Wiring::pause);
  }

  SetupCommand(Surroundings with, Patience patience) {
    this.with = with;
    this.patience = patience;
  }

  @Override
  public Integer call() {
    var problems = new VariableReader(with.environment());
    var target = options.target(with, problems, build);
    var programs = TargetOptions.programs(with, target);
    var progress = new Progress(with.console(), with.clock(), output.json(), Setup.STEPS);
    var deployment = new Deployment(target, programs, progress);
    var setup = new Setup(deployment, new SecretValues(with, target, programs));
    if (build.dryRun()) {
      problems.check();
      setup.show(with.console());
      return ExitCode.DONE;
    }
    new Prerequisites(target, programs, problems).checkout().building().cloud().billing().check();
    if (build.again()) {
      new FinishedSteps(target.state()).forget();
    }
    var migration = new Migration(target, with.environment());
    var result = setup.run(migration, new SmokeTest(patience));
    var file = new SavedAddress(with, target).save(result.outputs());
    progress.begin("settings", "%s knows the API as '%s'".formatted(file, target.environment()));
    new UrlTable(result.outputs()).print(with.console(), output.json());
    result.lacking().forEach(with.console()::problem);
    if (!output.json()) {
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
