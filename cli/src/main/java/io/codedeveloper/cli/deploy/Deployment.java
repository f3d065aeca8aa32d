package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.deploy.DryRun.Planned;
import io.codedeveloper.cli.deploy.LeftState.Since;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does the steps to a target that are not done yet, and looks whether it answers.
///
/// @param images that the target has
record Deployment(Target target, Images images, Programs programs, Progress progress) {
  /// Those of the plan, what opens it, the projects and the smoke test.
  static final int STEPS = 6;

  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(45);
  private static final String OPENING = "open";
  private static final String MIGRATION = "migrate";
  private static final String SMOKE_TEST = "smoke test";
  private static final String JOB_OF_OURS =
      "the job's image is built on %s: an iteration begins only where that has a sandbox (bubblewrap), and what the repositories are built with; docs/how-to/deploy.md says how to make one for --job-image";
  static final String DONE_BEFORE = "done before, and nothing it reads has changed";

  /// Does it.
  ///
  /// @return what Terraform tells of it
  /// @throws UserErrorException when a program fails, or the database would be replaced
  /// @throws io.codedeveloper.cli.UnreachableException when what was deployed does not answer
  Outputs run(Migration migration, SmokeTest smokeTest) {
    open();
    var plan = new Plan(target);
    perform(plan.build());
    perform(plan.push());
    return apply(plan, migration, smokeTest);
  }

  /// Opens the environment's state.
  ///
  /// @throws UserErrorException also where this deployment would replace the database, or an image
  ///   of the job that it does not know
  void open() {
    var opening = opening();
    progress.step(
        opening.name(),
        opening.purpose(),
        () -> {
          opening.commands().forEach(this::execute);
          checkDatabase();
          images.check(PulledState.read(target, programs));
        });
    images.remembered().forEach(line -> progress.say(opening.name(), line));
  }

  private void checkDatabase() {
    new DatabaseName(target, programs).check();
  }

  /// Does a step unless it was done before.
  void perform(Step step) {
    var finished = new FinishedSteps(target.state());
    if (finished.has(step)) {
      progress.begin(step.name(), DONE_BEFORE);
      return;
    }
    progress.step(
        step.name(),
        step.purpose(),
        () -> {
          if (Plan.PARTS.contains(step.name())) {
            state().adjust(() -> execute(step));
          } else {
            execute(step);
          }
          finished.add(step);
        });
  }

  private void execute(Step step) {
    step.commands().forEach(this::execute);
  }

  private LeftState state() {
    return new LeftState(target, programs);
  }

  /// Makes everything that the plan says, and what is done every time afterwards. What answers in
  /// the end is kept.
  Outputs apply(Plan plan, Migration migration, SmokeTest smokeTest) {
    var releases = new Releases(target);
    apply(plan, releases);
    var outputs = new Installed(target, programs).outputs();
    progress.begin(MIGRATION, "the projects' documents …");
    migration.run(outputs).forEach(line -> progress.say(MIGRATION, line));
    progress.begin(SMOKE_TEST, "every URL …");
    smokeTest.check(outputs);
    releases.answers(plan.release());
    progress.say(SMOKE_TEST, "all of them answer");
    if (target.jobImage().isEmpty()) {
      progress.say(SMOKE_TEST, JOB_OF_OURS.formatted(target.imageBase()));
    }
    return outputs;
  }

  /// Applies, also where that was done before and another checkout has changed something since.
  private void apply(Plan plan, Releases releases) {
    // Since it was opened, another checkout may have led the state to another database.
    checkDatabase();
    var step = plan.apply();
    var finished = new FinishedSteps(target.state());
    var since = state().since();
    releases.applying(plan.release(), since == Since.NOTHING);
    var wasDone = finished.has(step);
    if (wasDone && since == Since.NOTHING) {
      perform(step);
      return;
    }
    finished.forget(step.name());
    state().replace(() -> perform(wasDone ? step.because(since.words()) : step));
  }

  private void execute(List<String> command) {
    programs.run(command, LONGEST_COMMAND);
  }

  private Terraform terraform() {
    return new Terraform(target);
  }

  /// What [#run] would do now.
  List<Planned> planned() {
    var plan = new Plan(target);
    var steps = new ArrayList<>(List.of(opening()));
    plan.steps().forEach(step -> steps.add(planned(step)));
    steps.addAll(ending());
    return steps;
  }

  /// What [#open] would do.
  Planned opening() {
    return new Planned(
        OPENING, "Terraform's state of " + target.environment(), terraform().opening());
  }

  /// What [#perform] would do now.
  Planned planned(Step step) {
    var finished = new FinishedSteps(target.state());
    var isToBeApplied = step.name().equals(Plan.APPLY) && finished.left().isEmpty();
    return new Planned(
        step.name(),
        step.purpose(),
        finished.has(step) && !isToBeApplied,
        onlyIf(step),
        step.commands());
  }

  /// On what it depends whether a step is done again; a dry run does not ask.
  private static Optional<String> onlyIf(Step step) {
    return switch (step.name()) {
      case Plan.APPLY -> Optional.of(Since.SOMETHING.words());
      case Foundation.NAME -> Optional.of(Foundation.ONLY_IF);
      default -> Optional.empty();
    };
  }

  /// What comes after the steps.
  List<Planned> ending() {
    return List.of(
        new Planned(MIGRATION, "the projects' documents", List.of(terraform().outputs())),
        new Planned(SMOKE_TEST, "GET each of its URLs", List.of()));
  }
}
