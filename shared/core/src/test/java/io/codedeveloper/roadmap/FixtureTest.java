package io.codedeveloper.roadmap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixtureTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "headings",
        "french",
        "checkboxes",
        "kiro",
        "plain-checkboxes",
        "plain-headings",
        "hidden"
      })
  void everyFormIsRead(String name) {
    var roadmap = Roadmaps.fixture(name + ".md");
    var read = new ArrayList<>(Roadmaps.items(roadmap));
    if (Roadmaps.next(roadmap) instanceof NextPriority.Next next) {
      read.add("next " + next.priority().id() + " in line " + next.priority().line());
    }
    assertThat(read)
        .containsExactlyElementsOf(
            new String(Roadmaps.bytes(name + ".expected"), UTF_8).lines().toList());
    assertThat(roadmap.bytes()).isEqualTo(Roadmaps.bytes(name + ".md"));
  }
}
