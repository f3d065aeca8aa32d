package io.codedeveloper.functions.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;

/// A server of this machine that keeps what is posted to it, and answers as the test says: 200 when
/// it says nothing more.
public final class ReceivingServer implements AutoCloseable {
  public final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private final String scheme;

  /// A request.
  public record Posted(
      String method, String target, Map<String, List<String>> headers, byte[] body) {
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private record Reply(int status, Map<String, String> headers, byte[] body) {}

  private ReceivingServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::take);
    server.start();
  }

  public static ReceivingServer start() throws IOException {
    return new ReceivingServer(HttpServer.create(loopback(), 0), "http");
  }

  /// One with a certificate.
  static ReceivingServer start(SSLContext tls) throws IOException {
    var server = HttpsServer.create(loopback(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new ReceivingServer(server, "https");
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// What it answers next.
  public void answer(int status) {
    answer(status, Map.of(), 0);
  }

  /// What it answers next.
  ///
  /// @param size of the body in bytes
  void answer(int status, Map<String, String> headers, int size) {
    replies.add(new Reply(status, headers, new byte[size]));
  }

  public String url(String path) {
    return "%s://127.0.0.1:%d%s".formatted(scheme, port(), path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      posted.add(
          new Posted(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              exchange.getRequestBody().readAllBytes()));
      var reply = replies.isEmpty() ? new Reply(200, Map.of(), new byte[0]) : replies.remove();
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
      if (reply.body().length > 0) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
