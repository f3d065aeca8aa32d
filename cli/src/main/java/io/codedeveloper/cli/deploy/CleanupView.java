package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.terminal.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Shows what a cleanup would do and did.
record CleanupView(Console console, boolean json, MadeResources found) {
  void nothing(String environment) {
    if (json) {
      console.json(result(List.of(), List.of(), Map.of()));
    } else {
      console.line("there is nothing to delete in '%s'".formatted(environment));
      tellKept();
    }
  }

  /// @param going the addresses of what goes
  void announce(List<String> going) {
    if (!json) {
      console.line(
          going.size() == 1 ? "1 resource goes:" : "%d resources go:".formatted(going.size()));
      going.forEach(address -> console.line("  " + address));
      tellKept();
    }
  }

  void show(List<String> going, List<List<String>> commands) {
    if (json) {
      console.json(result(going, List.of(), Map.of()));
    } else {
      commands.forEach(command -> console.line(Shell.line(command)));
    }
  }

  /// @return the exit code
  int report(List<String> going, Set<Part> parts, Map<Part, String> failures) {
    var deleted =
        parts.stream().filter(part -> !failures.containsKey(part)).map(Part::wireName).toList();
    if (json) {
      console.json(result(going, deleted, failures));
    } else {
      console.line("deleted: " + (deleted.isEmpty() ? "nothing" : String.join(", ", deleted)));
    }
    failures.forEach((part, why) -> console.problem("%s: %s".formatted(part.wireName(), why)));
    return failures.isEmpty() ? ExitCode.DONE : ExitCode.USER_MUST_ACT;
  }

  private Map<String, Object> result(
      List<String> going, List<String> deleted, Map<Part, String> failures) {
    var words = new LinkedHashMap<String, Object>();
    words.put("resources", going);
    words.put("deleted", deleted);
    words.put("kept", found.kept());
    var why = new LinkedHashMap<String, String>();
    failures.forEach((part, reason) -> why.put(part.wireName(), reason));
    words.put("failed", why);
    return words;
  }

  private void tellKept() {
    if (!found.kept().isEmpty()) {
      console.line("these stay: " + String.join(", ", found.kept()));
    }
  }
}
