package io.codedeveloper.functions.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DestinationTest {
  private static Destination parse(String url, boolean loopback) {
    return Destination.parse("NOTIFICATION_WEBHOOK_URL", Secret.of(url), loopback);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, example.com, 443, /, example.com",
    "HTTPS://example.com/, example.com, 443, /, example.com",
    "https://example.com:8443/a?b=c, example.com, 8443, /a?b=c, example.com:8443",
    "https://example.com/ä?ö=ü, example.com, 443, /%C3%A4?%C3%B6=%C3%BC, example.com",
    "https://example.com/a#b, example.com, 443, /a, example.com",
    "'https://[2606:4700::1111]/a', '[2606:4700::1111]', 443, /a, '[2606:4700::1111]'"
  })
  void addressIsTakenApart(String url, String host, int port, String target, String authority) {
    var to = parse(url, false);
    assertThat(to).isEqualTo(new Destination(true, host, port, target));
    assertThat(to.authority()).isEqualTo(authority);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/secret",
        "ftp://example.com/secret",
        "file:///etc/secret",
        "//example.com/secret",
        "example.com/secret",
        "https:///secret",
        "https://user:secret@example.com/",
        "https://secret@example.com/",
        "https://exa mple.com/secret",
        "https://example.com/secret\r\nHost: other",
        "https://bücher.example/secret",
        "javascript:secret"
      })
  void everythingElseIsRefusedAndNotShown(String url) {
    assertThatThrownBy(() -> parse(url, false))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("NOTIFICATION_WEBHOOK_URL")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void httpIsUnderstoodOnlyWhereThisMachineIsAllowed() {
    assertThat(parse("http://localhost:1234/x", true))
        .isEqualTo(new Destination(false, "localhost", 1234, "/x"));
    assertThat(parse("http://localhost/x", true).port()).isEqualTo(80);
  }

  @Test
  void nothingOfItIsShown() {
    assertThat(parse("https://example.com/secret", false)).hasToString("***");
  }
}
