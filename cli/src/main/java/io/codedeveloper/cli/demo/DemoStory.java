package io.codedeveloper.cli.demo;

import io.codedeveloper.cli.local.RunReport;
import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.daemon.IterationOutcome;
import java.nio.file.Path;

/// What the demo tells around the iteration.
record DemoStory(Console console, DemoDirectory directory, Path repository) {
  void begin(DemoSandbox sandbox) {
    title("A priority of a roadmap becomes a pull request");
    console.prose(
        "",
        "The model's part is a recorded session, played through the real client library. All else"
            + " happens now, on this machine: git, tests, commit, push, pull request, ledger.");
    console.blank();
    fact("repository", repository.toString());
    fact("sandbox", sandbox.whyNone().isEmpty() ? "bubblewrap: no network, no secrets" : "none");
    sandbox
        .whyNone()
        .ifPresent(why ->
            console.prose(
                "              ",
                why
                    + ". The demo goes on without, for its commands are recorded and known; with a"
                    + " real model nothing runs without a sandbox unless you say so."));
    console.blank();
  }

  void end(RunReport report) {
    var outcome = report.iteration().outcome().orElseThrow();
    console.blank();
    if (outcome == IterationOutcome.PULL_REQUEST) {
      pullRequest(report);
      next(true);
    } else if (outcome == IterationOutcome.NOTHING_TO_DO) {
      title("Nothing to do");
      console.prose("", report.iteration().outcomeMessage().orElse(""));
      console.line(
          "A priority is complete once its pull request is merged. To begin anew, add --reset.");
      next(false);
    } else if (outcome == IterationOutcome.STOPPED || outcome == IterationOutcome.TRY_AGAIN) {
      title("Not done yet");
      console.prose("", report.iteration().outcomeMessage().orElse(""));
      console.line("Run the same command again: it goes on where this run ended.");
    } else {
      title("It did not work out: " + outcome.wireName().replace('_', ' '));
      console.prose("", report.iteration().outcomeMessage().orElse(""));
      console.line("Logs: " + directory.path().resolve("logs"));
    }
  }

  private void pullRequest(RunReport report) {
    var iteration = report.iteration();
    title("The pull request");
    BranchDiff.of(repository, iteration.commit().orElseThrow()).printTo(console);
    console.blank();
    title("What came of it");
    fact(
        "pull request",
        "#"
            + iteration.pullRequestNumber().orElse(0L)
            + " "
            + iteration.pullRequestUrl().orElse(""));
    fact(
        "branch",
        iteration.branch().orElse("") + " at " + iteration.commit().orElse("").substring(0, 10));
    report.testsLine().ifPresent(line -> fact("tests", line));
    fact("cost", report.costLine());
    fact("", "(what the real call would cost; this one was recorded and free)");
    report.told().forEach(one -> fact("notification", one.title()));
    console.blank();
  }

  private void next(boolean more) {
    title("What next");
    if (more) {
      console.line("Run the same command again: it goes on with the next priority.");
    }
    console.line("Look at the repository:");
    command("git -C %s log --oneline --all".formatted(repository));
    console.line("On your own repository, with your own key:");
    command("export ANTHROPIC_API_KEY=…  GITHUB_TOKEN=…");
    command("./dev project-manager local run-once --data ~/code-developer \\");
    command("    --repository https://github.com/you/yours");
  }

  private void title(String text) {
    console.line(Line.of(Style.BOLD, text));
    console.line(Line.of(Style.DIM, "─".repeat(Math.min(console.look().width(), 80))));
  }

  private void fact(String name, String value) {
    console.line(Line.of(Style.DIM, "%-14s".formatted(name)).and(value));
  }

  private void command(String text) {
    console.line(Line.of(Style.CYAN, "  " + text));
  }
}
