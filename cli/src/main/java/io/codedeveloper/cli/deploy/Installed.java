package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;

/// What there is of an environment, as its state has it.
record Installed(Target target, Programs programs) {
  private static final Duration LONGEST_OPENING = Duration.ofMinutes(5);
  private static final Duration LONGEST_QUESTION = Duration.ofMinutes(2);

  /// Opens the environment's state.
  ///
  /// @throws UserErrorException when it cannot be opened
  Installed open() {
    new Terraform(target).opening().forEach(command -> programs.run(command, LONGEST_OPENING));
    return this;
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
