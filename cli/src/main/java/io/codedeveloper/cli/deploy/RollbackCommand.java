package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.functions.api.Patience;
import io.codedeveloper.platform.VariableReader;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings the version before back.
@Command(
    name = "rollback",
    description = {
      "Applies the version that answered before the present one, and looks whether it answers.",
      "It was kept by the deployment from this checkout. Where somebody else changed the environment"
          + " since, or that is not known, nothing is applied unless you say to which version.",
      "Documents stay as they are: what a newer version wrote and an older one does not understand"
          + " is left alone."
    })
public final class RollbackCommand implements Callable<Integer> {
  private final Surroundings with;
  private final Patience patience;

  @Mixin private TargetOptions options = new TargetOptions();

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "Apply this one of those that are kept, whatever runs now (default: the one before what runs"
              + " now).")
  private String to = "";

  @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
  private boolean dryRun;

  @Mixin private OutputOptions output = new OutputOptions();

  public RollbackCommand(Surroundings with) {
    this(with, Wiring::pause);
  }

  RollbackCommand(Surroundings with, Patience patience) {
    this.with = with;
    this.patience = patience;
  }

  @Override
  public Integer call() {
    var problems = new VariableReader(with.environment());
    var target = options.target(with, problems);
    var programs = TargetOptions.programs(with, target);
    if (dryRun) {
      problems.check();
      var planned = rollback(target, programs).planned();
      return new DryRun(planned).show(with.console(), output.json());
    }
    new Prerequisites(target, programs, problems).checkout().cloud().state().check();
    var progress = new Progress(with.console(), with.clock(), output.json(), Rollback.STEPS);
    var rollback = rollback(target, programs);
    var outputs = rollback.run(progress, new SmokeTest(patience));
    new UrlTable(outputs).print(with.console(), output.json());
    return ExitCode.DONE;
  }

  private Rollback rollback(Target target, Programs programs) {
    if (Files.notExists(target.kept())) {
      new EnvironmentFile(target).check();
    }
    var release = new KeptReleases(target).choose(to);
    new EnvironmentFile(new KeptFiles(target, release).asTarget()).check();
    return new Rollback(target, release, !to.isEmpty(), programs);
  }
}
