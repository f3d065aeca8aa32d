package io.codedeveloper.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.testing.FaultRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryKeyTest {
  private static final RepositoryKey KEY = RepositoryKey.of("https://host.example/a/b", "main");

  @ParameterizedTest
  @FaultRow("X13")
  @ValueSource(
      strings = {
        "https://host.example/a/b/",
        "HTTPS://Host.Example:443/a/B.git",
        "https://somebody@host.example/a/b.git/",
        "ssh://git@host.example/a/b",
        "git@host.example:a/b.git",
        " https://host.example/a/b "
      })
  void oneRepositoryHasOneKeyHoweverItIsWritten(String address) {
    assertThat(RepositoryKey.of(address, "main")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host.example/a/bc",
        "https://host.example:8443/a/b",
        "https://other.example/a/b",
        "/a/b",
        "not an address"
      })
  void anotherRepositoryHasAnother(String address) {
    assertThat(RepositoryKey.of(address, "main")).isNotEqualTo(KEY);
  }

  @Test
  void pathsAndBranchesCount() {
    var path = RepositoryKey.of("/srv/a.git", "main");
    assertThat(RepositoryKey.of("file:///srv/a/", "main")).isEqualTo(path);
    assertThat(RepositoryKey.of("/srv/A", "main")).isNotEqualTo(path);
    assertThat(RepositoryKey.of("/srv/a", "other")).isNotEqualTo(path);
  }
}
