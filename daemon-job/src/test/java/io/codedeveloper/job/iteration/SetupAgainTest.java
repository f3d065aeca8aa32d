package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.IterationOutcome;
import io.codedeveloper.job.agent.CodingAgent.Result;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the agent adds to a lock file is fetched before its work is tested.
final class SetupAgainTest {
  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness =
        new Harness(directory)
            .withFiles(
                Map.of(
                    "package.json", "one",
                    "code-developer.yml",
                        "setup: cp package.json ~/fetched; grep -v wrong package.json\n"
                            + "test: cmp package.json ~/fetched\n",
                    "docs/ROADMAP.md", "### PRIORITY 1: Add a package\n**Status**: 📝 Planned\n"));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void aChangedLockFileIsPreparedAgainForThisWorkTreeOnly() {
    var ended = run("two");

    assertThat(ended.outcome()).contains(IterationOutcome.PULL_REQUEST);
    assertThat(ended.tests().fields("after").flag("succeeded")).isTrue();
    assertThat(harness.said).anyMatch(line -> line.startsWith("prepared again"));
    assertThat(harness.said).anyMatch(line -> line.startsWith("NO SANDBOX"));
    assertThat(directory.resolve("data/caches").resolve(Harness.PROJECT.value()).toFile().list())
        .as("caches that later iterations trust")
        .hasSize(1);
  }

  @Test
  void aLockFileThatCannotBePreparedFailsTheTests() {
    var ended = run("wrong");

    assertThat(ended.tests().fields("after").flag("succeeded")).isFalse();
    assertThat(ended.outcomeMessage()).isPresent();
  }

  private io.codedeveloper.daemon.Iteration run(String content) {
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("package.json"), content);
          session.checkpoint("wrote");
          session.objectionTo("wrote");
          return new Result.Finished("Added a package.");
        };
    return harness.run();
  }
}
