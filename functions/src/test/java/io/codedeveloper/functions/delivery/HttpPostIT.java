package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.notification.delivery.Receipt;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against servers of this machine, good and bad ones.
final class HttpPostIT {
  private static final byte[] BODY = "{\"a\":\"ä\"}".getBytes(UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration IMPATIENCE = Duration.ofSeconds(1);

  private final List<String> asked = new ArrayList<>();

  private InetAddress[] loopback(String host) {
    asked.add(host);
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }

  private HttpPost posting(Duration limit, SSLSocketFactory factory) {
    return new HttpPost(this::loopback, factory, true, limit);
  }

  private Receipt post(Duration limit, int port) {
    return posting(limit, (SSLSocketFactory) SSLSocketFactory.getDefault())
        .post(new Destination(false, "hook.example", port, "/in?a=b"), Map.of("x-y", "z"), BODY);
  }

  private Receipt secure(SSLSocketFactory factory, String host, int port) {
    return posting(PATIENCE, factory)
        .post(new Destination(true, host, port, "/in"), Map.of(), BODY);
  }

  @Test
  void serverGetsOneWholeRequest() throws IOException {
    try (var server = ReceivingServer.start()) {
      assertThat(post(PATIENCE, server.port())).isInstanceOf(Receipt.Taken.class);
      var posted = server.posted.getFirst();
      assertThat(server.posted).hasSize(1);
      assertThat(posted.method()).isEqualTo("POST");
      assertThat(posted.target()).isEqualTo("/in?a=b");
      assertThat(posted.body()).isEqualTo(BODY);
      assertThat(posted.header("Host")).isEqualTo("hook.example:" + server.port());
      assertThat(posted.header("Content-type")).isEqualTo("application/json");
      assertThat(posted.header("X-y")).isEqualTo("z");
    }
  }

  @Test
  void nameIsLookedUpOnceAndTheAddressUsedThatWasChecked() throws IOException {
    try (var server = ReceivingServer.start()) {
      post(PATIENCE, server.port());
      assertThat(asked).containsExactly("hook.example");
    }
  }

  @Test
  @FaultRow("N3")
  void serverThatFailsMayTakeItLater() throws IOException {
    try (var server = ReceivingServer.start()) {
      server.answer(500);
      server.answer(429, Map.of("Retry-After", "7"), 0);
      assertThat(post(PATIENCE, server.port()))
          .isEqualTo(Receipt.NotNow.because("the server answered 500"));
      assertThat(post(PATIENCE, server.port()))
          .isEqualTo(
              new Receipt.NotNow("the server answered 429", Optional.of(Duration.ofSeconds(7))));
    }
  }

  @Test
  @FaultRow("N3")
  void redirectLeadsNowhere() throws IOException {
    try (var server = ReceivingServer.start();
        var other = ReceivingServer.start()) {
      server.answer(307, Map.of("Location", other.url("/elsewhere")), 0);
      assertThat(post(PATIENCE, server.port()))
          .isInstanceOf(Receipt.Never.class)
          .asString()
          .contains("307");
      assertThat(other.posted).isEmpty();
      assertThat(server.posted).hasSize(1);
    }
  }

  @Test
  @FaultRow("N3")
  void serverThatSaysNothingCostsABoundedTime() throws IOException {
    try (var server = OddServer.start(connection -> connection.getInputStream().read())) {
      assertThat(post(IMPATIENCE, server.port()))
          .isEqualTo(Receipt.NotNow.because("the server did not answer within 1 seconds"));
    }
  }

  @Test
  @FaultRow("N3")
  void serverThatDripsCostsABoundedTime() throws IOException {
    try (var server =
        OddServer.start(connection -> {
          while (true) {
            connection.getOutputStream().write('H');
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
          }
        })) {
      assertThat(post(IMPATIENCE, server.port())).isInstanceOf(Receipt.NotNow.class);
    }
  }

  @Test
  @FaultRow("N3")
  void hugeBodyIsNotEvenRead() throws IOException {
    try (var server = ReceivingServer.start()) {
      server.answer(200, Map.of(), 50_000_000);
      assertThat(post(PATIENCE, server.port())).isInstanceOf(Receipt.Taken.class);
    }
  }

  @Test
  @FaultRow("N3")
  void endlessAnswerIsCutOff() throws IOException {
    try (var server =
        OddServer.start(connection -> {
          var output = connection.getOutputStream();
          output.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
          while (true) {
            output.write("X-Filler: 0123456789\r\n".getBytes(UTF_8));
          }
        })) {
      assertThat(post(PATIENCE, server.port()))
          .isEqualTo(Receipt.NotNow.because("the server's answer is none, or too long"));
    }
  }

  @Test
  void serverThatHangsUpMayTakeItLater() throws IOException {
    try (var server = OddServer.start(java.net.Socket::close)) {
      assertThat(post(PATIENCE, server.port())).isInstanceOf(Receipt.NotNow.class);
    }
  }

  @Test
  void serverThatIsNotThereMayTakeItLater() throws IOException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(post(PATIENCE, port))
        .isEqualTo(Receipt.NotNow.because("the server cannot be reached, or broke off"));
  }

  @Test
  void nameThatNobodyKnowsMayBeKnownLater() {
    Line.Names nobody =
        host -> {
          throw new java.net.UnknownHostException(host);
        };
    var post =
        new HttpPost(nobody, (SSLSocketFactory) SSLSocketFactory.getDefault(), false, PATIENCE);
    assertThat(post.post(new Destination(true, "hook.example", 443, "/"), Map.of(), BODY))
        .isEqualTo(Receipt.NotNow.because("nobody knows the server's name"));
  }

  @Test
  void certificateOfTheServersNameIsTrusted(@TempDir Path directory) throws Exception {
    var tls = TestCertificate.make(directory).context();
    try (var server = ReceivingServer.start(tls)) {
      assertThat(secure(tls.getSocketFactory(), "hook.example", server.port()))
          .isInstanceOf(Receipt.Taken.class);
      assertThat(server.posted).hasSize(1);
    }
  }

  @Test
  @FaultRow("N3")
  void certificateOfAnotherNameOrOfNobodyIsNot(@TempDir Path directory) throws Exception {
    var tls = TestCertificate.make(directory).context();
    try (var server = ReceivingServer.start(tls)) {
      var usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
      var refused =
          Receipt.NotNow.because("the server's certificate or its TLS is not to be trusted");
      assertThat(secure(tls.getSocketFactory(), "other.example", server.port())).isEqualTo(refused);
      assertThat(secure(usual, "hook.example", server.port())).isEqualTo(refused);
      assertThat(server.posted).isEmpty();
    }
  }
}
