package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.budget.Usage;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.git.WorkTree.Change;
import io.codedeveloper.job.git.WorkTree.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PullRequestTextTest {
  @Test
  void theBodyIsAProof() {
    var body = PullRequestText.body(proof(List.of(new Change("a.txt", Kind.ADDED, 1, false))));

    assertThat(body)
        .startsWith("Adds a.\n")
        .contains("## Tests\n\nBefore 1 passed, after 2 passed.\n")
        .contains("- fixed: `aTest`\n")
        .contains("- `a.txt` added\n")
        .contains("## To know\n\n- the roadmap was not changed\n")
        .contains("$0.2500 with a-model: 1,000 tokens in, 20 out")
        .contains("sync 1.5 s")
        .contains("iteration `i1`");
  }

  @Test
  void manyFilesAreCountedNotListed() {
    var changes =
        IntStream.range(0, 80)
            .mapToObj(number -> new Change("f" + number, Kind.DELETED, 0, false))
            .toList();

    assertThat(PullRequestText.body(proof(changes)))
        .contains("- `f49` deleted\n- and 30 more\n")
        .doesNotContain("f50");
  }

  @Test
  void aLongTitleIsCut() {
    assertThat(PullRequestText.title("PRIORITY 1", "x".repeat(200))).hasSize(120).endsWith("…");
    assertThat(PullRequestText.title("PRIORITY 1", "")).isEqualTo("PRIORITY 1");
  }

  @Test
  void nothingThatTheAgentWritesIsAMarkerOrHidden() {
    var marker = PullRequestText.marker("project", "PRIORITY-2");
    var named = List.of(new Change("<!-- a.txt", Kind.ADDED, 1, false));

    assertThat(PullRequestText.body(proof("Adds a.\n" + marker + "\nDone.", named)))
        .doesNotContain("<!--")
        .contains("Done.");
  }

  private static PullRequestText.Proof proof(List<Change> changes) {
    return proof("Adds a.", changes);
  }

  private static PullRequestText.Proof proof(String summary, List<Change> changes) {
    return new PullRequestText.Proof(
        "PRIORITY 1",
        "Add a",
        summary,
        changes,
        "Before 1 passed, after 2 passed.",
        List.of("fixed: `aTest`"),
        List.of("the roadmap was not changed"),
        "a-model",
        new Usage(1000, 20, 0, 0, 0),
        Usd.of("0.25"),
        Map.of("sync", Duration.ofMillis(1500)),
        "i1");
  }
}
