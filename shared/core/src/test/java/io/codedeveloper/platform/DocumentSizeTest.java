package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DocumentSizeTest {
  /// The example of Firestore's documentation: 147 bytes.
  @Test
  void exampleOfTheDocumentationHasItsSize() {
    var path = DocumentPath.of("users", "jeff").child("tasks", "my_task_id");
    var fields =
        Fields.empty()
            .with("type", "Personal")
            .with("done", false)
            .with("priority", 1L)
            .with("description", "Learn Cloud Firestore");
    assertThat(DocumentSize.of(path, fields)).isEqualTo(147);
  }

  @Test
  void everyTypeCounts() {
    var path = DocumentPath.of("c", "d");
    var empty = DocumentSize.of(path, Fields.empty());
    assertThat(sizeOf(path, null) - empty).isEqualTo(2 + 1);
    assertThat(sizeOf(path, 1.5) - empty).isEqualTo(2 + 8);
    assertThat(sizeOf(path, Instant.EPOCH) - empty).isEqualTo(2 + 8);
    assertThat(sizeOf(path, "é") - empty).isEqualTo(2 + 3);
    assertThat(sizeOf(path, List.of(true, 1L)) - empty).isEqualTo(2 + 9);
    assertThat(sizeOf(path, Map.of("k", "v")) - empty).isEqualTo(2 + 4);
  }

  private static long sizeOf(DocumentPath path, @org.jspecify.annotations.Nullable Object value) {
    return DocumentSize.of(path, Fields.empty().with("f", value));
  }

  @Test
  void oneByteTooManyIsRefused() {
    var path = DocumentPath.of("c", "d");
    var half = Fields.empty().with("half", "x".repeat(500_000)).with("f", "");
    var room = (int) (DocumentSize.LARGEST - DocumentSize.of(path, half));
    assertThatCode(() -> check(path, half, room)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(path, half, room + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("c/d")
        .hasMessageContaining("1048577");
  }

  @Test
  void fieldOfOneByteTooManyIsRefused() {
    var path = DocumentPath.of("c", "d");
    var largest = (int) DocumentSize.LARGEST_VALUE;
    assertThatCode(() -> check(path, Fields.empty(), largest)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(path, Fields.empty(), largest + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'f'")
        .hasMessageContaining("1048488");
    var list = Fields.empty().with("list", List.of("x".repeat(largest)));
    assertThatThrownBy(() -> DocumentSize.check(path, list))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'list'");
  }

  private static void check(DocumentPath path, Fields others, int length) {
    DocumentSize.check(path, others.with("f", "x".repeat(length)));
  }
}
