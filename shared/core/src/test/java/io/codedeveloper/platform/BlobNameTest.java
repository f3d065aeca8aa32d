package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlobNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a//b", "a/", "...", "é", " "})
  void legalNameIsGivenBack(String name) {
    assertThat(BlobName.check(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/a", ".", "..", "a/..", "a/./b", "a\nb", "a\rb", "a\0b"})
  void illegalNameIsRefused(String name) {
    assertThatThrownBy(() -> BlobName.check(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a legal blob name");
  }

  @Test
  void nameMayHave1024Bytes() {
    assertThat(BlobName.check("é".repeat(512))).hasSize(512);
    assertThatThrownBy(() -> BlobName.check("é".repeat(512) + "a"))
        .hasMessageContaining("has 1025");
  }
}
