package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.notification.delivery.Receipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseHeadTest {
  private static ResponseHead read(String text) throws IOException {
    return ResponseHead.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)));
  }

  private static Receipt receipt(int status) {
    return new ResponseHead(status, Optional.empty()).receipt();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void successMeansTaken(int status) {
    assertThat(receipt(status)).isInstanceOf(Receipt.Taken.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
  void whatPassesIsTriedAgain(int status) {
    assertThat(receipt(status)).isInstanceOf(Receipt.NotNow.class).asString().contains("" + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 410, 413, 422})
  void whatDoesNotPassIsNotTriedAgain(int status) {
    assertThat(receipt(status)).isInstanceOf(Receipt.Never.class).asString().contains("" + status);
  }

  @Test
  void serverSaysHowLongItWantsToBeLeftAlone() throws IOException {
    var head = read("HTTP/1.1 429 Slow\r\nX: y\r\nretry-after: 120\r\n\r\nbody");
    assertThat(head.receipt())
        .isEqualTo(
            new Receipt.NotNow("the server answered 429", Optional.of(Duration.ofMinutes(2))));
  }

  @Test
  void waitThatIsNoNumberOfSecondsCountsAsNone() throws IOException {
    assertThat(read("HTTP/1.1 503 No\r\nRetry-After: Fri, 31 Dec 2027\r\n\r\n").retryAfter())
        .isEmpty();
  }

  @Test
  void answerThatOnlyAnnouncesOneIsPassedOver() throws IOException {
    assertThat(read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Done\r\n\r\n").status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 999 Odd\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 200 OK\r\n"
      })
  void whatIsNoAnswerIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void endlessAnswerIsRefused() {
    var endless = "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(2000) + "\r\n";
    assertThatThrownBy(() -> read(endless)).isInstanceOf(ProtocolException.class);
    var announcing = "HTTP/1.1 100 Continue\r\n\r\n".repeat(2000);
    assertThatThrownBy(() -> read(announcing)).isInstanceOf(ProtocolException.class);
  }
}
