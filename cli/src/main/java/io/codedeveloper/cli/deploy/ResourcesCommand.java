package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.VariableReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Compares what is in Google Cloud with what Terraform's files declare.
@Command(
    name = "resources",
    description = {
      "Shows everything that Terraform's files declare, and whether it is in Google Cloud as they"
          + " say. Changes nothing there.",
      "Exit code 1 when something is missing."
    })
public final class ResourcesCommand implements Callable<Integer> {
  private final Surroundings with;

  @Mixin private TargetOptions options = new TargetOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  public ResourcesCommand(Surroundings with) {
    this.with = with;
  }

  @Override
  public Integer call() {
    var deadline = Deadline.in(with.clock(), Inventory.LONGEST);
    var problems = new VariableReader(with.environment());
    var target = options.target(with, problems);
    var programs = TargetOptions.programs(with, target);
    new Prerequisites(target, programs, problems, deadline).checkout().cloud().state().check();
    var resources = new Inventory(target, programs, deadline).take();
    var view = new ResourceView(resources);
    if (!view.areAllAsDeclared()) {
      // What was done before was undone since: the next deployment does it again.
      var finished = new FinishedSteps(target.state());
      Plan.REMOTE.forEach(finished::forget);
    }
    if (output.json()) {
      with.console().json(view.json());
    } else {
      view.print(with.console(), target.environment());
    }
    return view.missing().isEmpty() ? ExitCode.DONE : ExitCode.USER_MUST_ACT;
  }
}
