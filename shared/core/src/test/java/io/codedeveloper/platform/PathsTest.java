package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathsTest {
  @Test
  void documentsAndCollectionsTakeTurns() {
    var project = DocumentPath.of("projects", "p");
    assertThat(project.child("commands", "c")).hasToString("projects/p/commands/c");
    assertThat(project.collection("commands")).hasToString("projects/p/commands");
    assertThat(project.collection("commands").document("c").parent())
        .isEqualTo(project.collection("commands"));
    assertThat(project.id()).isEqualTo("p");
  }

  @Test
  void pathOfTheWrongLengthIsRefused() {
    assertThatThrownBy(() -> new DocumentPath("a")).hasMessageContaining("not a document path");
    assertThatThrownBy(() -> new CollectionPath("a/b"))
        .hasMessageContaining("not a collection path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "__x__", "____", "a/b"})
  void segmentThatFirestoreRefusesIsRefused(String id) {
    assertThatThrownBy(() -> DocumentPath.of("a", id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void segmentMayBeOddButNotTooLong() {
    assertThat(DocumentPath.of("a", "__x").id()).isEqualTo("__x");
    assertThat(DocumentPath.of("a", "...").id()).isEqualTo("...");
    assertThat(DocumentPath.of("a", "__").id()).isEqualTo("__");
    assertThat(DocumentPath.of("a", "x".repeat(1500)).id()).hasSize(1500);
    assertThatThrownBy(() -> DocumentPath.of("a", "é".repeat(751)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void queryRefusesALimitOutOfBounds(int limit) {
    var query = Query.of(new CollectionPath("a"), "x");
    assertThatThrownBy(() -> query.limit(limit)).isInstanceOf(IllegalArgumentException.class);
  }
}
