package io.codedeveloper.cli.ops;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Tries a key where it is for, by a question that costs nothing and changes nothing.
///
/// @param address of the question
/// @param header that carries the key
/// @param prefix of the key in it
/// @param refusals statuses that say that the key is not good
/// @param reading what an answer says of the key
record ServiceKeyTrial(
    URI address, String header, String prefix, Set<Integer> refusals, UnaryOperator<String> reading)
    implements SecretTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  /// A repository that a token does not see is not there for it.
  private static final Set<Integer> UNSEEN = Set.of(401, 403, 404);

  private static final int OK = 200;

  /// @param url of the Messages API, without `/v1`
  static ServiceKeyTrial ofModel(String url) {
    var address = URI.create(url + "/v1/models?limit=1");
    return new ServiceKeyTrial(
        address, "x-api-key", "", REFUSED, any -> address.getHost() + " takes it");
  }

  /// @param url of the Git host's API
  /// @param repository that is pushed to, `owner/name`; empty where none is known
  static ServiceKeyTrial ofGitHost(String url, Optional<String> repository) {
    if (repository.isEmpty()) {
      var address = URI.create(url + "/rate_limit");
      var text = address.getHost() + " takes it; of no repository is known whether it may push";
      return ofGitHost(address, REFUSED, any -> text);
    }
    var name = repository.get();
    return ofGitHost(URI.create(url + "/repos/" + name), UNSEEN, body -> checkedPush(name, body));
  }

  private static ServiceKeyTrial ofGitHost(
      URI address, Set<Integer> refusals, UnaryOperator<String> reading) {
    return new ServiceKeyTrial(address, "Authorization", "Bearer ", refusals, reading);
  }

  private static String checkedPush(String repository, String body) {
    var permissions = json(body).view("permissions");
    if (!permissions.json().has("push")) {
      return "sees %s; whether it may push there is not said".formatted(repository);
    }
    if (!permissions.flag("push")) {
      throw new UserErrorException("it may read %s, and not push to it".formatted(repository));
    }
    return "may push to " + repository;
  }

  private static JsonView json(String body) {
    try {
      return new JsonView(JsonParser.parseString(body).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException none) {
      return new JsonView(new JsonObject());
    }
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
    checkHeader(key);
    checkEncrypted();
    var answer = answer(request(key));
    var status = answer.statusCode();
    if (refusals.contains(status)) {
      throw new UserErrorException(
          "%s refuses it for %s (status %d)"
              .formatted(address.getHost(), address.getPath(), status));
    }
    if (status != OK) {
      throw new TransientException(
          "%s answered %d, so that nobody knows whether it is good; try again, or --untested"
              .formatted(address.getHost(), status));
    }
    return reading.apply(answer.body());
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

  private HttpRequest request(Secret key) {
    var request =
        HttpRequest.newBuilder(address).timeout(PATIENCE).header("anthropic-version", "2023-06-01");
    return request.setHeader(header, prefix + key.reveal()).build();
  }

  /// @throws UserErrorException when it could not be sent: it would be shown by what refuses it
  static void checkHeader(Secret key) {
    if (!key.reveal().matches("[!-~]+")) {
      throw new UserErrorException(
          "it has characters that no header can carry, a blank or a text's quotation mark perhaps; copy it again");
    }
  }

  private HttpResponse<String> answer(HttpRequest request) {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return client.send(request, BodyHandlers.ofString());
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
