package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.terminal.Console;
import java.time.Duration;
import java.util.List;

/// Applies a release that was kept.
record Rollback(Target target, Release release, Programs programs) {
  static final int STEPS = 3;

  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(45);

  /// @return what Terraform tells of it
  Outputs run(Progress progress, SmokeTest smokeTest) {
    var releases = new Releases(target);
    progress.step("open", "Terraform's state of " + target.environment(), () -> run(opening()));
    // What the checkout holds is no longer what runs, even where the rest of this fails.
    new FinishedSteps(target.state()).forget(Plan.APPLY);
    releases.returningTo(release);
    progress.step("apply", "version " + release.version(), () -> run(List.of(applying())));
    var outputs = new Installed(kept(), programs).outputs();
    progress.step("smoke test", "every URL", () -> smokeTest.check(outputs));
    releases.answers(release);
    return outputs;
  }

  /// Shows what [#run] would do, and does nothing.
  void show(Console console) {
    console.line("# version " + release.version());
    opening().forEach(command -> console.line(Shell.line(command)));
    console.line(Shell.line(applying()));
  }

  private void run(List<List<String>> commands) {
    commands.forEach(command -> programs.run(command, LONGEST_COMMAND));
  }

  private List<List<String>> opening() {
    return new Terraform(kept()).opening();
  }

  private List<String> applying() {
    return new Terraform(kept()).applying(release.version());
  }

  private Target kept() {
    return new KeptFiles(target, release).asTarget();
  }
}
