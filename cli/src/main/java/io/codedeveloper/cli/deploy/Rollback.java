package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.deploy.DryRun.Planned;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.List;

/// Applies a release that was kept.
///
/// @param isChosen whether somebody said that it is to be this one, whatever runs now
record Rollback(Target target, Release release, boolean isChosen, Programs programs) {
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
    new DatabaseName(kept(), programs).check();
    checkThatOursRuns();
    // What the checkout holds is no longer what runs, even where the rest of this fails.
    new FinishedSteps(target.state()).forget(Plan.APPLY);
    releases.returningTo(release);
    progress.step(
        Plan.APPLY,
        "version " + release.version(),
        () -> state().replace(() -> programs.run(applying(), LONGEST_COMMAND)));
    var outputs = new Installed(kept(), programs).outputs();
    progress.step(SMOKE_TEST, "every URL", () -> smokeTest.check(outputs));
    releases.answers(release);
    return outputs;
  }

  private LeftState state() {
    return new LeftState(target, programs);
  }

  /// What ran before is known here only where nobody else deployed meanwhile.
  private void checkThatOursRuns() {
    if (isChosen) {
      return;
    }
    var who =
        switch (state().since()) {
          case NOTHING -> "";
          case SOMETHING -> "somebody else changed '%s' since it was deployed from here";
          case UNKNOWN ->
              "it is not known whether somebody else changed '%s' since it was deployed from here";
        };
    if (!who.isEmpty()) {
      throw new UserErrorException(
          (who
                  + ": the version before what runs now may be another than %s; run this in the checkout that deployed last, or %s")
              .formatted(
                  target.environment(), release.id(), new KeptReleases(target).howToChoose()));
    }
  }

  /// What [#run] would do.
  List<Planned> planned() {
    return List.of(
        new Planned(
            OPENING,
            "Terraform's state of %s, whether it has the database that the version names, and whether somebody else changed it since"
                .formatted(target.environment()),
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
