package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.functions.api.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;

/// Whether what was deployed answers. It may take a while until it does.
record SmokeTest(Patience patience) {
  private static final int TRIES = 12;
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_FOUND = 404;

  /// An answer of a server.
  private record Seen(int status, String body) {}

  /// Looks at every URL.
  ///
  /// @throws UnreachableException when one does not answer as it should
  void check(Outputs outputs) {
    outputs.baseUrl().ifPresent(base -> check(base + "/health"));
    try (var client = HttpClient.newHttpClient()) {
      outputs.urls().values().forEach(url -> await(client, url + "/", SmokeTest::wrongWithAny));
    }
  }

  /// @param url of a health path
  /// @throws UnreachableException when it does not answer as it should
  void check(String url) {
    try (var client = HttpClient.newHttpClient()) {
      await(client, url, SmokeTest::wrongWithHealth);
    }
  }

  private void await(HttpClient client, String url, Function<Seen, String> wrong) {
    var seen = "";
    for (var once = 1; once <= TRIES; once++) {
      seen = answer(client, url, wrong);
      if (seen.isEmpty()) {
        return;
      }
      if (once < TRIES) {
        patience.pause(PAUSE);
      }
    }
    throw new UnreachableException(
        "%s does not answer as it should (%s); look into its log: gcloud logging read 'severity>=ERROR' --limit 20"
            .formatted(url, seen));
  }

  /// What is wrong with the answer; empty when nothing is.
  private static String answer(HttpClient client, String url, Function<Seen, String> wrong) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST_ANSWER).build();
      var response = client.send(request, BodyHandlers.ofString());
      return wrong.apply(new Seen(response.statusCode(), response.body()));
    } catch (IOException unreachable) {
      return unreachable.getClass().getSimpleName();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "stopped";
    }
  }

  private static String wrongWithHealth(Seen seen) {
    if (seen.status() != OK) {
      return "status " + seen.status();
    }
    return seen.body().contains("\"healthy\"") ? "" : "it is not healthy";
  }

  /// One that asks for a token is alive; one that is not there yet, or fails, is not.
  private static String wrongWithAny(Seen seen) {
    var fails = seen.status() >= SERVER_ERROR || seen.status() == NOT_FOUND;
    return fails ? "status " + seen.status() : "";
  }
}
