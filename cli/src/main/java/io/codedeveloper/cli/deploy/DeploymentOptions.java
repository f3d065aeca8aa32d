package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.platform.VariableReader;
import picocli.CommandLine.Mixin;

/// What is deployed where, and how: the same for a first and for every later deployment.
final class DeploymentOptions {
  @Mixin private TargetOptions options = new TargetOptions();
  @Mixin private BuildOptions build = new BuildOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  /// A deployment that may begin.
  ///
  /// @param steps how many it has in all
  Undertaking open(Surroundings with, int steps) {
    var problems = new VariableReader(with.environment());
    var images = build.images(options.target(with, problems), problems);
    var target = images.asTarget();
    new EnvironmentFile(target).problem().ifPresent(problems::problem);
    var programs = TargetOptions.programs(with, target);
    var progress = new Progress(with.console(), with.clock(), output.json(), steps);
    return new Undertaking(
        with, build, output.json(), problems, new Deployment(target, images, programs, progress));
  }
}
