package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.functions.api.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Whether what was deployed answers. It may take a while until it does.
record SmokeTest(Patience patience) {
  private static final int TRIES = 12;
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;

  /// @param url of a health path
  /// @throws UnreachableException when it does not answer as it should
  void check(String url) {
    var seen = "";
    try (var client = HttpClient.newHttpClient()) {
      for (var once = 1; once <= TRIES; once++) {
        seen = answer(client, url);
        if (seen.isEmpty()) {
          return;
        }
        if (once < TRIES) {
          patience.pause(PAUSE);
        }
      }
    }
    throw new UnreachableException(
        "%s does not answer as it should (%s); look into its log: gcloud logging read 'severity>=ERROR' --limit 20"
            .formatted(url, seen));
  }

  /// What is wrong with the answer; empty when nothing is.
  private static String answer(HttpClient client, String url) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST_ANSWER).build();
      var response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        return "status " + response.statusCode();
      }
      return response.body().contains("\"healthy\"") ? "" : "it is not healthy";
    } catch (IOException unreachable) {
      return unreachable.getClass().getSimpleName();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "stopped";
    }
  }
}
