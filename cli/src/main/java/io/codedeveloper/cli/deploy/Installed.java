package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.function.Supplier;

/// What there is of an environment, as its state has it.
record Installed(Target target, Programs programs) {
  private static final Duration LONGEST_OPENING = Duration.ofMinutes(5);
  private static final Duration LONGEST_QUESTION = Duration.ofMinutes(2);

  /// Opens the environment's state, and makes none.
  ///
  /// @throws UserErrorException when it cannot be opened, or there is no such environment
  Installed open() {
    return open(() -> LONGEST_OPENING);
  }

  /// As [#open()].
  ///
  /// @param longest what each program may take
  Installed open(Supplier<Duration> longest) {
    var terraform = new Terraform(target);
    programs.runUnlocked(terraform.initializing(), longest.get());
    var known = programs.answer(terraform.listing(), longest.get()).orElse("");
    if (known.lines().map(Installed::name).noneMatch(target.environment()::equals)) {
      throw new UserErrorException(
          "there is no environment '%s' in '%s', where Terraform keeps its state; name another one with --env, or make it: project-manager cloud setup --env %1$s"
              .formatted(target.environment(), target.stateBucket()));
    }
    programs.runUnlocked(terraform.selecting(), longest.get());
    return this;
  }

  /// @param line of `terraform workspace list`, which marks the one that is open
  private static String name(String line) {
    return line.replaceFirst("^\\*", "").strip();
  }

  /// What Terraform tells of it.
  ///
  /// @throws UserErrorException where it cannot tell, or no address of an API is among it
  Outputs outputs() {
    var outputs = Outputs.of(programs.answer(new Terraform(target).outputs(), LONGEST_QUESTION));
    if (outputs.baseUrl().isEmpty()) {
      throw new UserErrorException(
          "Terraform tells no 'base_url' for the environment '%s': nothing is deployed there, or %s lacks that output; run: project-manager cloud setup --env %1$s"
              .formatted(target.environment(), Terraform.folder(target)));
    }
    return outputs;
  }
}
