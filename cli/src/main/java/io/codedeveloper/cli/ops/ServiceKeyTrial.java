package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Tries a key where it is for, by a question that costs nothing and changes nothing.
///
/// @param address of the question
/// @param header that carries the key
/// @param prefix of the key in it
record ServiceKeyTrial(URI address, String header, String prefix) implements SecretTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<Integer> REFUSED = Set.of(401, 403);
  private static final int OK = 200;

  /// @param url of the Messages API, without `/v1`
  static ServiceKeyTrial ofModel(String url) {
    return new ServiceKeyTrial(URI.create(url + "/v1/models?limit=1"), "x-api-key", "");
  }

  /// @param url of the Git host's API
  static ServiceKeyTrial ofGitHost(String url) {
    return new ServiceKeyTrial(URI.create(url + "/rate_limit"), "Authorization", "Bearer ");
  }

  @Override
  public String before(Secret fresh, Optional<Secret> present) {
    return tried(fresh);
  }

  @Override
  public String inUse(Secret fresh) {
    return tried(fresh);
  }

  private String tried(Secret key) {
    checkEncrypted();
    var status = status(key);
    if (REFUSED.contains(status)) {
      throw new UserErrorException(
          "%s refuses it (status %d)".formatted(address.getHost(), status));
    }
    if (status != OK) {
      throw new TransientException(
          "%s answered %d, so that nobody knows whether it is good; try again, or --untested"
              .formatted(address.getHost(), status));
    }
    return address.getHost() + " takes it";
  }

  private void checkEncrypted() {
    if (!"https".equals(address.getScheme()) && !isHere()) {
      throw new UserErrorException(
          "%s would carry it unencrypted over the network; use https".formatted(address));
    }
  }

  private boolean isHere() {
    try {
      return InetAddress.getByName(address.getHost()).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private int status(Secret key) {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("anthropic-version", "2023-06-01")
            .setHeader(header, prefix + key.reveal())
            .build();
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException unreachable) {
      throw new TransientException(
          "%s cannot be reached (%s), so that nobody knows whether it is good; try again, or --untested"
              .formatted(address.getHost(), unreachable.getClass().getSimpleName()),
          unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted", stopped);
    }
  }
}
