package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.google.GoogleOptions;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.settings.EnvironmentChoice;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.platform.Variable;
import io.codedeveloper.platform.VariableReader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which installation a command is about.
final class TargetOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Mixin private EnvironmentChoice environment = new EnvironmentChoice();

  @Mixin private GoogleOptions google = new GoogleOptions();

  @Option(
      names = "--source",
      paramLabel = "DIR",
      description = "The checkout of code-developer (default: here).")
  private Path source = Path.of("");

  @Option(
      names = "--state-bucket",
      paramLabel = "NAME",
      description = "Where Terraform keeps its state (default: ID-code-developer-state).")
  private Optional<String> stateBucket = Optional.empty();

  /// The installation that is meant, with images that nobody has named.
  ///
  /// @param problems gets what is missing or wrong
  /// @throws ParameterException where no environment is named
  Target target(Surroundings with, VariableReader problems) {
    var named = environment(problems);
    var settings = new SettingsFile(with.configuration()).read().environment(named);
    google.contradictions(with, settings).forEach(problems::problem);
    var inProject =
        google
            .project(with, settings, true)
            .orElseGet(() ->
                problems.required(
                    Variable.GOOGLE_PROJECT,
                    "set it, or name it with --gcp-project, or for good with: project-manager cloud config set gcp_project ID --env "
                        + named));
    return new Target(
        named,
        inProject,
        google
            .location(with, settings, true)
            .orElseGet(() ->
                problems.required(
                    Variable.GOOGLE_LOCATION, "set it to europe-west1, say, or use --location")),
        with.resolve(source),
        Target.NO_BASE,
        Optional.empty(),
        stateBucket.orElse(inProject + "-code-developer-state"));
  }

  private String environment(VariableReader problems) {
    var name =
        environment
            .name()
            .orElseThrow(() ->
                new ParameterException(
                    command.commandLine(), "say what is deployed with --env NAME: prod, or dev"));
    if (!name.matches(EnvironmentChoice.NAME)) {
      problems.problem(
          "--env is '%s'; write a name of small letters, digits and hyphens".formatted(name));
    }
    return name;
  }

  /// The programs that work on it. Where Terraform keeps which state is open is this environment's
  /// alone: a command for another one that runs meanwhile opens another state there.
  static Programs programs(Surroundings with, Target target) {
    return Programs.with(with, target.checkout(), target.log())
        .with("TF_DATA_DIR", target.opened().toString());
  }
}
