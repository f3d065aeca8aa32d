package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Deletes parts of an installation with Terraform.
record Cleanup(Target target, Programs programs) {
  private static final Duration LONGEST_QUESTION = Duration.ofMinutes(5);
  private static final Duration LONGEST_DELETION = Duration.ofMinutes(45);

  /// Everything that there is.
  ///
  /// @throws UserErrorException when it cannot be told
  MadeResources discover() {
    new Installed(target, programs).open();
    return MadeResources.read(
        programs.answer(terraform().showing(), LONGEST_QUESTION).orElse("{}"));
  }

  /// Everything that goes when these declarations do: also what stands on them.
  ///
  /// @throws UserErrorException when Terraform cannot tell
  List<String> going(List<String> blocks) {
    var printed = programs.print(terraform().planningDeletion(blocks), LONGEST_QUESTION);
    var plan = PlannedChanges.read(printed.text());
    if (printed.code() != 0) {
      throw new UserErrorException(
          "Terraform cannot tell what would be deleted: " + String.join("; ", plan.problems()));
    }
    return plan.resources().stream()
        .filter(one -> one.state() == Resource.State.LEFT_OVER)
        .map(Resource::address)
        .toList();
  }

  /// Deletes one part after the other. What fails keeps nothing else from being deleted.
  ///
  /// @param parts with their declarations
  /// @return why parts failed
  Map<Part, String> delete(Map<Part, List<String>> parts, Progress progress) {
    var failures = new LinkedHashMap<Part, String>();
    var state = new LeftState(target, programs);
    // What was built is not what runs any more.
    new FinishedSteps(target.state()).forget();
    parts.forEach((part, blocks) -> {
      try {
        progress.step(
            part.wireName(),
            part.meaning(),
            () -> state.adjust(() -> programs.run(terraform().deleting(blocks), LONGEST_DELETION)));
      } catch (UserErrorException | TransientException failure) {
        progress.say(part.wireName(), "failed");
        failures.put(part, String.valueOf(failure.getMessage()));
      }
    });
    return failures;
  }

  /// What [#delete] runs.
  List<List<String>> commands(Map<Part, List<String>> parts) {
    var commands = new ArrayList<List<String>>();
    parts.values().forEach(blocks -> commands.add(terraform().deleting(blocks)));
    return commands;
  }

  private Terraform terraform() {
    return new Terraform(target);
  }
}
