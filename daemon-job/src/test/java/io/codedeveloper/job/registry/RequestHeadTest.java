package io.codedeveloper.job.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadTest {
  @Test
  void aTunnelIsAskedForByHostAndPort() {
    assertThat(RequestHead.parse("CONNECT Pypi.org.:443 HTTP/1.1\r\n\r\n"))
        .isEqualTo(new RequestHead.Tunnel("pypi.org"));
  }

  @Test
  void aPlainRequestGoesOnWithoutWhatMayHoldAPassword() {
    var head =
        "GET http://Repo.example.org/a/b?c=d HTTP/1.1\r\nHost: other\r\nAccept: */*\r\n"
            + "Authorization: Basic x\r\nCookie: y\r\nProxy-Authorization: z\r\nX-Api-Key: k\r\n\r\n";

    var plain = (RequestHead.Plain) RequestHead.parse(head);

    assertThat(new String(plain.bytes(false), StandardCharsets.UTF_8))
        .isEqualTo(
            "GET /a/b?c=d HTTP/1.1\r\nHost: repo.example.org\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    assertThat(new String(plain.bytes(true), StandardCharsets.UTF_8))
        .startsWith("GET http://repo.example.org/a/b?c=d HTTP/1.1\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1",
        "GET http://a.b/ HTTP/2",
        "POST http://a.b/ HTTP/1.1",
        "PUT http://a.b/ HTTP/1.1",
        "GET ftp://a.b/ HTTP/1.1",
        "GET file:///etc/passwd HTTP/1.1",
        "GET http://user:password@[::1]/ HTTP/1.1",
        "GET http://a.b:8080/ HTTP/1.1",
        "GET http:///x HTTP/1.1",
        "GET http://a b/ HTTP/1.1",
        "CONNECT a.b HTTP/1.1",
        "CONNECT a.b:22 HTTP/1.1",
        "CONNECT a.b:80 HTTP/1.1",
        "CONNECT a.b:99999 HTTP/1.1",
        "CONNECT [::1]:443 HTTP/1.1",
        "CONNECT a.b@c:443 HTTP/1.1",
        "CONNECT a.b%00:443 HTTP/1.1"
      })
  void everythingElseIsRefused(String line) {
    assertThat(RequestHead.parse(line + "\r\n\r\n")).isInstanceOf(RequestHead.Unacceptable.class);
  }

  @Test
  void nothingBehindTheEmptyLineIsRead() throws IOException {
    var input =
        new ByteArrayInputStream("A\r\r\n\n\r\n\r\nrest".getBytes(StandardCharsets.US_ASCII));

    assertThat(RequestHead.read(input)).isEqualTo("A\r\r\n\n\r\n\r\n");
    assertThat(new String(input.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("rest");
  }

  @Test
  void aHeadThatIsTooLongOrEndsTooEarlyIsNone() {
    var endless = new ByteArrayInputStream(new byte[RequestHead.LONGEST + 1]);
    var cut = new ByteArrayInputStream("GET".getBytes(StandardCharsets.US_ASCII));

    assertThatThrownBy(() -> RequestHead.read(endless)).hasMessageContaining("too long");
    assertThatThrownBy(() -> RequestHead.read(cut)).hasMessageContaining("too early");
  }
}
