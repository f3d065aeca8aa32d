package io.codedeveloper.cli.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A control API on loopback that answers as it was told, and remembers what it was asked.
public final class ScriptedApi implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  public record Request(String line, String body, Map<String, List<String>> headers) {
    public String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  private record Answer(int status, String body) {}

  public ScriptedApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// @param line method and path with query
  public ScriptedApi on(String line, int status, String body) {
    answers.put(line, new Answer(status, body));
    return this;
  }

  /// From now on every answer has this header.
  public void header(String name, String value) {
    headers.put(name, value);
  }

  public List<Request> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(new Request(line, body, Map.copyOf(exchange.getRequestHeaders())));
    var answer =
        answers.getOrDefault(line, new Answer(404, "{\"detail\":\"nothing at this path\"}"));
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
