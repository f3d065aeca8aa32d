package io.codedeveloper.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.platform.google.testing.PushTokenServer;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Stands between the emulator's push and a function: adds the token that Pub/Sub sends and the
/// emulator does not, and makes of the network what it is on a bad day.
///
/// The first delivery of every message is lost before it arrives; when a function has taken a
/// message for the first time, it is called once more with it. Both come from a network as well. A
/// function that says that it cannot serve now is called again until it can: the emulator is
/// through with its attempts within two seconds, Pub/Sub takes minutes for them.
final class PushRelay implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// What an HTTP client sets itself.
  private static final Set<String> ITS_OWN =
      new TreeSet<>(Set.of("connection", "content-length", "host", "upgrade", "http2-settings"));

  private static final int TAKEN = 204;
  private static final int LOST = 503;

  private final URI function;
  private final PushTokenServer tokens;
  private final Predicate<Map<String, String>> unreachable;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// The projects of the messages that came, by their ids.
  private final Map<String, String> seen = new ConcurrentHashMap<>();

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();
  private final AtomicInteger inVain = new AtomicInteger();

  /// @param unreachable the messages, by their headers, that never arrive
  PushRelay(String function, PushTokenServer tokens, Predicate<Map<String, String>> unreachable) {
    this.function = URI.create(function);
    this.tokens = tokens;
    this.unreachable = unreachable;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::relay);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  /// Whether so many messages about a project came, and the function has taken each of them at
  /// least twice.
  boolean hasDeliveredTwice(ProjectId project, int messages) {
    var came =
        seen.keySet().stream()
            .filter(message -> project.value().equals(seen.get(message)))
            .toList();
    return came.size() >= messages
        && came.stream().allMatch(message -> taken.getOrDefault(message, 0) >= 2);
  }

  /// How many deliveries the unreachable messages had.
  int inVain() {
    return inVain.get();
  }

  private void relay(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var headers = new ConcurrentHashMap<String, String>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      exchange.sendResponseHeaders(status(headers, body), -1);
    }
  }

  private int status(Map<String, String> headers, byte[] body) {
    if (unreachable.test(headers)) {
      inVain.incrementAndGet();
      return LOST;
    }
    var message = headers.getOrDefault("ce-id", "");
    if (seen.putIfAbsent(message, headers.getOrDefault("ce-project", "")) == null) {
      return LOST;
    }
    var status = call(message, headers, body);
    return taken.getOrDefault(message, 0) == 1 ? call(message, headers, body) : status;
  }

  private int call(String message, Map<String, String> headers, byte[] body) {
    var end = Instant.now().plus(PATIENCE);
    var status = call(headers, body);
    while (status == LOST
        && Instant.now().isBefore(end)
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      status = call(headers, body);
    }
    if (status == TAKEN) {
      taken.merge(message, 1, Integer::sum);
    }
    return status;
  }

  private int call(Map<String, String> headers, byte[] body) {
    var request =
        HttpRequest.newBuilder(function).timeout(PATIENCE).POST(BodyPublishers.ofByteArray(body));
    headers.forEach((name, value) -> {
      if (!ITS_OWN.contains(name)) {
        request.setHeader(name, value);
      }
    });
    request.setHeader("Authorization", "Bearer " + tokens.token());
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException unreached) {
      return LOST;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return LOST;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
