package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.deploy.DryRun.Planned;
import io.codedeveloper.cli.program.Programs;
import java.time.Duration;
import java.util.List;

/// Applies a release that was kept.
record Rollback(Target target, Release release, Programs programs) {
  static final int STEPS = 3;

  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(45);
  private static final String OPENING = "open";
  private static final String SMOKE_TEST = "smoke test";

  /// @return what Terraform tells of it
  Outputs run(Progress progress, SmokeTest smokeTest) {
    var releases = new Releases(target);
    progress.step(
        OPENING,
        "Terraform's state of " + target.environment(),
        () -> new Installed(kept(), programs).open());
    // What the checkout holds is no longer what runs, even where the rest of this fails.
    new FinishedSteps(target.state()).forget(Plan.APPLY);
    releases.returningTo(release);
    progress.step(
        Plan.APPLY,
        "version " + release.version(),
        () -> programs.run(applying(), LONGEST_COMMAND));
    var outputs = new Installed(kept(), programs).outputs();
    progress.step(SMOKE_TEST, "every URL", () -> smokeTest.check(outputs));
    releases.answers(release);
    return outputs;
  }

  /// What [#run] would do.
  List<Planned> planned() {
    return List.of(
        new Planned(
            OPENING,
            "Terraform's state of " + target.environment(),
            new Terraform(kept()).reopening()),
        new Planned(Plan.APPLY, "version " + release.version(), List.of(applying())),
        new Planned(SMOKE_TEST, "GET each of its URLs", List.of()));
  }

  private List<String> applying() {
    return new Terraform(kept()).applying(release.version());
  }

  private Target kept() {
    return new KeptFiles(target, release).asTarget();
  }
}
