package io.codedeveloper.job.iteration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.job.git.RemoteRepository.TreeFile;
import io.codedeveloper.roadmap.Roadmap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RoadmapReaderTest {
  private final RoadmapReader reader = new RoadmapReader();

  private Roadmap read(String title) {
    var text = "### PRIORITY 1: " + title + "\n**Status**: Planned\n";
    return reader.read(Optional.of(new TreeFile("ROADMAP.md", text.getBytes(UTF_8))), "ROADMAP.md");
  }

  @Test
  void sameTextIsParsedOnce() {
    var first = read("One");
    assertThat(read("Two").priorities().getFirst().title()).isEqualTo("Two");
    assertThat(read("One")).isSameAs(first);
  }

  @Test
  void onlyAFewAreKept() {
    var first = read("0");
    for (var title = 1; title <= 3; title++) {
      read(Integer.toString(title));
    }
    assertThat(read("0")).isNotSameAs(first);
    assertThat(read("0").priorities().getFirst().title()).isEqualTo("0");
  }
}
