package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.codedeveloper.notification.delivery.Receipt;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Posts JSON to a server that may be slow, broken or hostile.
///
/// The JDK's own client resolves a name by itself, out of our sight, and reads what it is sent.
/// Here one request goes to an address that was checked, no redirect is followed, and of the answer
/// only the status is of interest.
final class HttpPost {
  /// From the look-up of the name to the status.
  static final Duration LIMIT = Duration.ofSeconds(10);

  private final Line.Names names;
  private final SSLSocketFactory factory;
  private final boolean loopback;
  private final Duration limit;

  /// @param loopback whether a server of this machine may be posted to
  HttpPost(boolean loopback) {
    this(
        InetAddress::getAllByName,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        loopback,
        LIMIT);
  }

  HttpPost(Line.Names names, SSLSocketFactory factory, boolean loopback, Duration limit) {
    this.names = names;
    this.factory = factory;
    this.loopback = loopback;
    this.limit = limit;
  }

  /// Posts a body, in a bounded time.
  ///
  /// @param headers beside those that every request has; printable ASCII
  Receipt post(Destination to, Map<String, String> headers, byte[] body) {
    try (var line = new Line(names, factory, loopback)) {
      var exchange = new FutureTask<>(() -> exchange(line, to, headers, body));
      Thread.ofVirtual().name("delivery").start(exchange);
      return exchange.get(limit.toMillis(), MILLISECONDS);
    } catch (TimeoutException slow) {
      return Receipt.NotNow.because(
          "the server did not answer within %d seconds".formatted(limit.toSeconds()));
    } catch (ExecutionException failed) {
      return receipt(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Receipt.NotNow.because("this process was stopped");
    }
  }

  private static Receipt exchange(
      Line line, Destination to, Map<String, String> headers, byte[] body) throws IOException {
    var socket = line.open(to);
    var output = socket.getOutputStream();
    output.write(head(to, headers, body.length).getBytes(US_ASCII));
    output.write(body);
    output.flush();
    return ResponseHead.read(new BufferedInputStream(socket.getInputStream())).receipt();
  }

  private static String head(Destination to, Map<String, String> headers, int length) {
    var head = new StringBuilder("POST %s HTTP/1.1\r\n".formatted(to.target()));
    head.append("Host: %s\r\n".formatted(to.authority()));
    head.append("User-Agent: code-developer\r\n");
    head.append("Content-Type: application/json\r\n");
    head.append("Content-Length: %d\r\n".formatted(length));
    head.append("Connection: close\r\n");
    headers.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
    return head.append("\r\n").toString();
  }

  /// Without the words of the failure: they may name the address.
  private static Receipt receipt(@Nullable Throwable failure) {
    return switch (failure) {
      case NotPublicException refused -> new Receipt.Never(String.valueOf(refused.getMessage()));
      case UnknownHostException unknown -> Receipt.NotNow.because("nobody knows the server's name");
      case SSLException insecure ->
          Receipt.NotNow.because("the server's certificate or its TLS is not to be trusted");
      case ProtocolException strange ->
          Receipt.NotNow.because("the server's answer is none, or too long");
      case IOException broken ->
          Receipt.NotNow.because("the server cannot be reached, or broke off");
      case RuntimeException bug -> throw bug;
      case Error fatal -> throw fatal;
      case null, default -> throw new IllegalStateException(failure);
    };
  }
}
