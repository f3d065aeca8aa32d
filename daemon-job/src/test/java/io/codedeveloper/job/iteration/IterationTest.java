package io.codedeveloper.job.iteration;

import static io.codedeveloper.job.iteration.Greeting.BRANCH;
import static io.codedeveloper.job.iteration.Greeting.ROADMAP;
import static io.codedeveloper.job.iteration.Greeting.writing;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.job.host.PullRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How one priority becomes one pull request, and what keeps it from becoming one.
final class IterationTest {
  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = Greeting.harness(directory);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void aPriorityBecomesAPullRequestWithExactlyTheIntendedFiles() {
    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.changed(BRANCH)).containsExactly("docs/ROADMAP.md", "hello.txt");
    assertThat(harness.show(BRANCH, "docs/ROADMAP.md"))
        .isEqualTo(ROADMAP.replaceFirst("📝 Planned", "✅ Complete"));
    assertThat(harness.log(BRANCH))
        .contains("code-developer <", "PRIORITY 1: Add a greeting", "Iteration-Id: " + ended.id());
    assertThat(harness.pullRequests(BRANCH))
        .singleElement()
        .satisfies(made -> assertThat(made.state()).isEqualTo(PullRequest.State.OPEN))
        .satisfies(made -> assertThat(made.draft()).isFalse());
    assertThat(harness.notifications())
        .singleElement()
        .satisfies(one -> assertThat(one.message()).contains("local://"));
  }

  @Test
  void whatTheTestsLeaveInTheWorkTreeIsNotCommitted() {
    harness.somebodyCommits(
        "main", "check.sh", "mkdir -p out && date > out/log && cat *.txt > all.o\n:\n");

    harness.run();

    assertThat(harness.changed(BRANCH)).containsExactly("docs/ROADMAP.md", "hello.txt");
  }

  @Test
  void theJournalTellsEveryStepInOrder() {
    var ended = harness.run();

    assertThat(harness.services.iterations().journalOf(Harness.PROJECT, ended.id()))
        .extracting(entry -> entry.step())
        .containsExactlyElementsOf(Steps.all().stream().map(Step::name).toList());
    assertThat(ended.tests().fields("before").flag("succeeded")).isTrue();
    assertThat(ended.tests().fields("after").flag("succeeded")).isTrue();
  }

  @Test
  void theStepThatRunsIsShownNotTheOneBefore() {
    var shown = new ArrayList<String>();
    harness.agent =
        (task, session) -> {
          var project = harness.services.projects().require(Harness.PROJECT);
          shown.add(project.step().orElseThrow());
          return writing("hello.txt", "hello\n").work(task, session);
        };

    harness.run();

    assertThat(shown).containsExactly("implement");
  }

  @Test
  void newTestFailuresGoBackToTheAgentAndAtLastMakeADraft() {
    var finishes = new AtomicInteger();
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("broken"), "");
          var objection = session.objectionTo("done");
          while (objection.isPresent()) {
            finishes.incrementAndGet();
            objection = session.objectionTo("done");
          }
          return new Result.Finished("done");
        };

    var ended = harness.run();

    assertThat(finishes).hasValue(IterationSession.MOST_OBJECTIONS);
    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(harness.pullRequests(BRANCH).getFirst().draft()).isTrue();
  }

  @Test
  void aSecretInTheChangeIsNotPushed() {
    harness.agent = writing("token.txt", Harness.SECRET + "\n");

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.GAVE_UP);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("secret");
    assertThat(harness.git("branch", "--list")).doesNotContain("code-developer");
  }

  @Test
  void aForeignBranchIsNeverPushedOver() {
    harness.git("branch", BRANCH, "main");
    harness.somebodyCommits(BRANCH, "theirs.txt", "theirs\n");
    var theirs = harness.git("rev-parse", BRANCH);

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.BLOCKED);
    assertThat(harness.git("rev-parse", BRANCH)).isEqualTo(theirs);
    assertThat(harness.pullRequests(BRANCH)).isEmpty();
  }

  @Test
  void aMissingRoadmapIsSaidPlainly() {
    harness.settings =
        new ProjectSettings(
            harness.bare.toString(),
            "main",
            "docs/PLAN.md",
            harness.settings.testCommand(),
            harness.settings.agent(),
            harness.settings.model(),
            harness.settings.budgets(),
            harness.settings.schedule());

    var ended = harness.run();

    assertThat(ended.outcome()).contains(IterationOutcome.USER_ERROR);
    assertThat(ended.outcomeMessage().orElseThrow()).contains("docs/PLAN.md", "--roadmap");
  }
}
