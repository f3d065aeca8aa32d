package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.VariableReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows where an installation in Google Cloud is.
@Command(
    name = "urls",
    description = {
      "Shows the addresses of an installation in Google Cloud, as Terraform's state has them, and"
          + " the provider and account with which workflows of GitHub deploy.",
      "With --save the settings file has the API's address from then on."
    })
public final class UrlsCommand implements Callable<Integer> {
  private final Surroundings with;

  @Mixin private TargetOptions options = new TargetOptions();

  @Option(names = "--save", description = "Write the API's address to the settings file.")
  private boolean save;

  @Mixin private OutputOptions output = new OutputOptions();

  public UrlsCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var problems = new VariableReader(with.environment());
    var target = options.target(with, problems);
    var programs = TargetOptions.programs(with, target);
    new Prerequisites(target, programs, problems).checkout().cloud().state().check();
    var outputs = new Installed(target, programs).open().outputs();
    new UrlTable(outputs).print(with.console(), output.json());
    if (save) {
      new SavedAddress(with, target).save(outputs);
    }
    return ExitCode.DONE;
  }
}
