package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.List;

/// Does the steps to a target that are not done yet, and looks whether it answers.
record Deployment(Target target, Programs programs, Progress progress) {
  /// Those of the plan, what opens it, the projects and the smoke test.
  static final int STEPS = 6;

  private static final Duration LONGEST_COMMAND = Duration.ofMinutes(45);
  private static final String OPENING = "open";
  private static final String MIGRATION = "migrate";
  private static final String SMOKE_TEST = "smoke test";
  private static final String DONE_BEFORE = "done before, and nothing it reads has changed";

  /// Does it.
  ///
  /// @return what Terraform tells of it
  /// @throws UserErrorException when a program fails
  /// @throws io.codedeveloper.cli.UnreachableException when what was deployed does not answer
  Outputs run(Migration migration, SmokeTest smokeTest) {
    open();
    var plan = new Plan(target);
    perform(plan.build());
    perform(plan.push());
    return apply(plan, migration, smokeTest);
  }

  /// Opens the environment's state.
  void open() {
    progress.step(
        OPENING,
        "Terraform's state of " + target.environment(),
        () -> terraform().opening().forEach(this::execute));
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
          step.commands().forEach(this::execute);
          finished.add(step);
        });
  }

  /// Makes everything that the plan says, and what is done every time afterwards. What answers in
  /// the end is kept.
  Outputs apply(Plan plan, Migration migration, SmokeTest smokeTest) {
    var releases = new Releases(target);
    releases.applying(plan.release());
    perform(plan.apply());
    var outputs = new Installed(target, programs).outputs();
    progress.begin(MIGRATION, "the projects' documents …");
    migration.run(outputs).forEach(line -> progress.say(MIGRATION, line));
    progress.begin(SMOKE_TEST, "every URL …");
    smokeTest.check(outputs);
    releases.answers(plan.release());
    progress.say(SMOKE_TEST, "all of them answer");
    return outputs;
  }

  private void execute(List<String> command) {
    programs.run(command, LONGEST_COMMAND);
  }

  private Terraform terraform() {
    return new Terraform(target);
  }

  /// Shows what [#run] would do now, and does nothing.
  void show(Console console) {
    showOpening(console);
    new Plan(target).steps().forEach(step -> show(console, step));
    showEnd(console);
  }

  void showOpening(Console console) {
    show(console, OPENING, terraform().opening());
  }

  /// Shows what comes after the steps.
  void showEnd(Console console) {
    show(console, SMOKE_TEST, List.of(terraform().outputs()));
    console.line("# the documents of its projects, and GET each of its URLs");
  }

  /// Shows what [#perform] would do now.
  void show(Console console, Step step) {
    if (new FinishedSteps(target.state()).has(step)) {
      show(console, step.name() + ": " + DONE_BEFORE, List.of());
    } else {
      show(console, step.name() + ": " + step.purpose(), step.commands());
    }
  }

  private static void show(Console console, String title, List<List<String>> commands) {
    console.line("# " + title);
    commands.forEach(command -> console.line(Shell.line(command)));
  }
}
