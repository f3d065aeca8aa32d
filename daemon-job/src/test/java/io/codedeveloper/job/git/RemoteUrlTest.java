package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/octo/hello",
        "https://github.com/octo/hello.git",
        "HTTPS://GitHub.com:443/octo/hello/",
        " https://octo@github.com/octo/hello "
      })
  void theSameAddressHasTheSameKey(String text) {
    assertThat(RemoteUrl.parse(text).key()).isEqualTo("https://github.com/octo/hello");
    assertThat(RemoteUrl.parse(text).name()).isEqualTo("hello");
  }

  @Test
  void pathsAreAbsoluteAndFileAddressesArePaths() {
    assertThat(RemoteUrl.parse("/a/b/../c").display()).isEqualTo("/a/c");
    assertThat(RemoteUrl.parse("file:///a/my%20repo").display()).isEqualTo("/a/my repo");
    assertThat(RemoteUrl.parse("relative").display()).startsWith("/").endsWith("/relative");
    assertThat(RemoteUrl.parse("/a/c.git").key()).isEqualTo(RemoteUrl.parse("/a/c").key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080/a", "http://127.0.0.1/a", "http://[::1]:1/a"})
  void loopbackNeedsNoEncryption(String text) {
    assertThat(RemoteUrl.parse(text)).isInstanceOf(RemoteUrl.Web.class);
  }

  @ParameterizedTest
  @CsvSource({
    "git@github.com:octo/hello.git, https://github.com/octo/hello.git",
    "ssh://git@github.com/octo/hello.git, https://github.com/octo/hello.git",
    "ssh://git@github.com:22/octo/hello.git, https://github.com/octo/hello.git",
    "git://example.org/a, an https address",
    "http://example.org/a, Use https",
    "'', No repository",
    "https:///a, has no host",
    "https://exa mple/a, not a legal address",
  })
  void otherAddressesAreRefusedWithAdvice(String text, String advice) {
    assertThatThrownBy(() -> RemoteUrl.parse(text))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining(advice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://octo:hunter2@github.com/a/b",
        "https://octo:hunter2@exa mple/a/b",
        "http://octo:hunter2@example.org/a/b",
        "ssh://octo:hunter2@example.org/a/b"
      })
  void passwordInAnAddressIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> RemoteUrl.parse(text))
        .isInstanceOf(UserErrorException.class)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void pathWithANullIsRefused() {
    assertThatThrownBy(() -> RemoteUrl.parse("/a\0b")).isInstanceOf(UserErrorException.class);
  }
}
