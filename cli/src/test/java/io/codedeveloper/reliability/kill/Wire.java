package io.codedeveloper.reliability.kill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.reliability.kill.KillPlan.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/// A server on loopback that passes every request on to another, and loses answers.
final class Wire implements AutoCloseable {
  /// What belongs to one connection, or is told by the body itself.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "transfer-encoding",
          "upgrade");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BiFunction<String, String, Exchange.Kind> kinds;
  private final Traffic traffic;
  private volatile URI target = URI.create("http://127.0.0.1:9");

  /// @param kinds tells from method and path what a request is for
  Wire(BiFunction<String, String, Exchange.Kind> kinds, Traffic traffic) {
    this.kinds = kinds;
    this.traffic = traffic;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// Where requests go on to.
  void to(URI place) {
    target = place;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var one =
          traffic.arrived(
              kinds.apply(exchange.getRequestMethod(), exchange.getRequestURI().toString()));
      traffic.pass(one, Place.BEFORE);
      var fate = traffic.fate(one);
      if (fate.isDone()) {
        var response = client.send(request(exchange, body), BodyHandlers.ofByteArray());
        traffic.pass(one, Place.DONE);
        answer(exchange, response, fate);
      } else if (fate == Fate.FAILED_BEFORE) {
        exchange.sendResponseHeaders(503, -1);
      }
      exchange.close();
      traffic.pass(one, Place.ANSWERED);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange, byte[] body) {
    var builder =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> builder.header(name, value));
          }
        });
    return builder.build();
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response, Fate fate)
      throws IOException {
    if (fate == Fate.LOST_AFTER) {
      return;
    }
    if (fate == Fate.FAILED_AFTER) {
      exchange.sendResponseHeaders(502, -1);
      return;
    }
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> exchange.getResponseHeaders().add(name, value));
          }
        });
    var body = response.body();
    exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      // A body that is shorter than its headers say breaks the connection when it is closed.
      exchange.getResponseBody().write(body, 0, fate == Fate.CUT ? body.length / 2 : body.length);
      exchange.getResponseBody().flush();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
