package io.codedeveloper.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/ROADMAP.md",
        "a/b..c/d",
        "a/...",
        "café/日本.md",
        "a;b",
        "a/ b",
        "--upload-pack=x",
        ".gitignore",
        "git/config",
        "console.log",
        "100%.txt",
        "a~b"
      })
  void ordinaryPathIsAccepted(String path) {
    assertThat(new FilePath(path)).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a//b",
        "a/./b",
        "/",
        "a/",
        "..",
        "a/../x",
        "/etc/passwd",
        "C:\\x",
        "C:x",
        "\\\\h\\s",
        "%2e%2e/x",
        "..%ef%bc%8fx",
        "\u2024\u2024/x",
        "a\uFF0Fb",
        "a\rb",
        "a\u0000b",
        "a\u202Eb",
        "a\u2028b",
        "~/.ssh/id_rsa",
        ".git/config",
        "x/.git/hooks/pre-commit",
        ".GIT/config",
        ".git./config",
        ".git /config",
        "git~1/config",
        "GIT~2/x",
        ".git;x/config",
        "nul.txt",
        "sub/COM1",
        "a#b",
        "..;/x",
        "a.",
        "a "
      })
  void dangerousPathIsRefused(String path) {
    assertThatThrownBy(() -> new FilePath(path))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("refused");
  }

  @Test
  void tooLongPathIsRefusedWithAShortMessage() {
    assertThatThrownBy(() -> new FilePath("x".repeat(256)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("255");
    assertThatThrownBy(() -> new FilePath("x/".repeat(500) + "y"))
        .satisfies(thrown -> assertThat(thrown.getMessage().length()).isLessThan(300));
  }
}
