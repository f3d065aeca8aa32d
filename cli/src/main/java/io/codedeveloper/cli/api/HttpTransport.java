package io.codedeveloper.cli.api;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.platform.IdSource;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The control API over HTTP. The token goes nowhere but to this URL, and over plain HTTP only to
/// this machine.
public final class HttpTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// The API answers within 30 seconds, or not at all.
  private static final Duration ANSWER = Duration.ofSeconds(35);

  /// A stream shows every ten seconds that it is alive.
  private static final Duration SILENCE = Duration.ofSeconds(35);

  private final String url;
  private final Supplier<Optional<Secret>> token;
  private final IdSource ids;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /// @param url without a slash at its end
  /// @param token is asked for before each request
  /// @throws UserErrorException when the token would cross a network unencrypted
  public HttpTransport(String url, Supplier<Optional<Secret>> token, IdSource ids) {
    this.url = url;
    this.token = token;
    this.ids = ids;
    var target = URI.create(url);
    var open = "http".equalsIgnoreCase(target.getScheme()) && !isHere(target);
    if (open && token.get().isPresent()) {
      throw new UserErrorException(
          "%s would carry the token unencrypted over the network; use https".formatted(url));
    }
  }

  @Override
  public Reply send(Request wanted) {
    var answer =
        exchange(
            request(wanted, "application/json"), BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Reply(answer.statusCode(), firstOfEach(answer.headers()), answer.body());
  }

  @Override
  public Arriving open(Request wanted) {
    var answer = exchange(request(wanted, "text/event-stream"), BodyHandlers.ofPublisher());
    var body = new ArrivingBytes(SILENCE);
    answer.body().subscribe(body);
    return new Arriving(answer.statusCode(), firstOfEach(answer.headers()), body);
  }

  private HttpRequest request(Request wanted, String accept) {
    var request = HttpRequest.newBuilder(URI.create(url + wanted.pathAndQuery())).timeout(ANSWER);
    var json = wanted.json();
    request.method(
        wanted.method(), json.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    request.header("Accept", accept);
    json.ifPresent(body -> request.header("Content-Type", "application/json"));
    if (wanted.method().equals("POST")) {
      request.header("Idempotency-Key", ids.next());
    }
    wanted.headers().forEach(request::header);
    token().ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    return request.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException | UnresolvedAddressException unreachable) {
      throw new UnreachableException(
          "nobody answers at %s (%s); %s".formatted(url, reason(unreachable), advice()),
          unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted while waiting for " + url, interrupted);
    }
  }

  private static Map<String, String> firstOfEach(HttpHeaders headers) {
    var first = new HashMap<String, String>();
    headers.map().forEach((name, values) -> first.put(name, values.getFirst()));
    return first;
  }

  @Override
  public String name() {
    return url;
  }

  @Override
  public Optional<Secret> token() {
    return token.get();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private String advice() {
    return isHere(URI.create(url))
        ? "is it running? Start one with 'project-manager local up', or name another with --url"
        : "check the network, and the address in: project-manager cloud config get url";
  }

  private static String reason(Exception failure) {
    var message = failure.getMessage();
    if (message != null && !message.isBlank()) {
      return message;
    }
    return failure instanceof ConnectException
        ? "the connection is refused, or there is no such host"
        : failure.getClass().getSimpleName();
  }

  private static boolean isHere(URI target) {
    var host = target.getHost();
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      var literal = host.startsWith("[") || host.matches("[0-9.]+");
      return literal && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }
}
