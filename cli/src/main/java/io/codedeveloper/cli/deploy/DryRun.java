package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.terminal.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a command would do now, for people and programs.
record DryRun(List<Planned> steps) {
  /// A step, with what it would run.
  ///
  /// @param done whether it was done before, so that it would run nothing
  /// @param onlyIf when one that was done before runs all the same, which a dry run does not find
  ///   out; empty: never
  record Planned(
      String name,
      String purpose,
      boolean done,
      Optional<String> onlyIf,
      List<List<String>> commands) {
    /// One that is done every time.
    Planned(String name, String purpose, List<List<String>> commands) {
      this(name, purpose, false, Optional.empty(), commands);
    }

    /// The same, to be done whether it was done before or not.
    Planned again() {
      return new Planned(name, purpose, false, onlyIf, commands);
    }

    private List<String> lines() {
      return done && onlyIf.isEmpty() ? List.of() : commands.stream().map(Shell::line).toList();
    }

    private void print(Console console) {
      console.line("# %s: %s".formatted(name, done ? doneBefore() : purpose));
      lines().forEach(console::line);
    }

    private String doneBefore() {
      return Deployment.DONE_BEFORE + onlyIf.map("; runs only if %s:"::formatted).orElse("");
    }

    private Map<String, Object> json() {
      var words = new LinkedHashMap<String, Object>();
      words.put("name", name);
      words.put("purpose", purpose);
      words.put("done", done);
      onlyIf.filter(condition -> done).ifPresent(condition -> words.put("only_if", condition));
      words.put("commands", lines());
      return words;
    }
  }

  /// @return the exit code
  int show(Console console, boolean json) {
    if (json) {
      console.json(Map.of("steps", steps.stream().map(Planned::json).toList()));
    } else {
      steps.forEach(step -> step.print(console));
    }
    return ExitCode.DONE;
  }
}
