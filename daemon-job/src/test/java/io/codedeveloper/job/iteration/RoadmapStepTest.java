package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.agent.CodingAgent;
import io.codedeveloper.job.agent.CodingAgent.Result;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RoadmapStepTest {
  private static final String ROADMAP =
      "### PRIORITY 1: Add a greeting\n**Status**: 📝 Planned\n\nWrite hello.txt.\n";
  private static final String BRANCH = "code-developer/priority-1";

  @TempDir Path directory;
  private Harness harness;

  @BeforeEach
  void open() {
    harness = new Harness(directory).withRoadmap(ROADMAP);
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  @FaultRow("R1")
  void whatTheAgentMadeOfTheRoadmapIsNotInTheChange() {
    harness.agent =
        (task, session) -> {
          Repositories.write(task.workTree().resolve("docs/ROADMAP.md"), "gone");
          return writing("hello.txt", "hello\n").work(task, session);
        };

    harness.run();

    assertThat(harness.show(BRANCH, "docs/ROADMAP.md"))
        .isEqualTo(ROADMAP.replaceFirst("📝 Planned", "✅ Complete"));
  }

  @Test
  @FaultRow("R9")
  void aLinkOutOfTheWorkTreeIsNotFollowedWhenTheRoadmapIsMarked() throws IOException {
    var outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("ROADMAP.md"), "somebody's own");
    harness.agent =
        (task, session) -> {
          link(task.workTree().resolve("docs"), outside);
          return writing("hello.txt", "hello\n").work(task, session);
        };

    harness.run();

    assertThat(outside.resolve("ROADMAP.md")).hasContent("somebody's own");
    assertThat(harness.changed(BRANCH)).containsExactly("docs/ROADMAP.md", "hello.txt");
  }

  private static CodingAgent writing(String path, String content) {
    return (task, session) -> {
      Repositories.write(task.workTree().resolve(path), content);
      session.checkpoint("wrote " + path);
      return new Result.Finished("Wrote " + path + ".");
    };
  }

  /// Puts a link in the place of a directory that holds one file.
  private static void link(Path directory, Path target) {
    try {
      Files.delete(directory.resolve("ROADMAP.md"));
      Files.delete(directory);
      Files.createSymbolicLink(directory, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
