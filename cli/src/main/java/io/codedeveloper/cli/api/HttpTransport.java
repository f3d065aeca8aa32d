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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// The control API over HTTP. The token goes nowhere but to this URL, and over plain HTTP only to
/// this machine.
public final class HttpTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// The API answers within 30 seconds, or not at all.
  private static final Duration ANSWER = Duration.ofSeconds(35);

  private final String url;
  private final Optional<Secret> token;
  private final IdSource ids;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  /// @param url without a slash at its end
  /// @throws UserErrorException when the token would cross a network unencrypted
  public HttpTransport(String url, Optional<Secret> token, IdSource ids) {
    this.url = url;
    this.token = token;
    this.ids = ids;
    var target = URI.create(url);
    if (token.isPresent() && "http".equalsIgnoreCase(target.getScheme()) && !isHere(target)) {
      throw new UserErrorException(
          "%s would carry the token unencrypted over the network; use https".formatted(url));
    }
  }

  @Override
  public Reply send(String method, String pathAndQuery, Optional<String> json) {
    var request = HttpRequest.newBuilder(URI.create(url + pathAndQuery)).timeout(ANSWER);
    request.method(method, json.map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
    request.header("Accept", "application/json");
    json.ifPresent(body -> request.header("Content-Type", "application/json"));
    if (method.equals("POST")) {
      request.header("Idempotency-Key", ids.next());
    }
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException | UnresolvedAddressException unreachable) {
      throw new UnreachableException(
          "nobody answers at %s (%s); is it running? Start one with 'project-manager local up', or name another with --url"
              .formatted(url, reason(unreachable)),
          unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnreachableException("interrupted while waiting for " + url, interrupted);
    }
  }

  @Override
  public String name() {
    return url;
  }

  @Override
  public void close() {
    client.shutdownNow();
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
