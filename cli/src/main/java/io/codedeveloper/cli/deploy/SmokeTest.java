package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.functions.api.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Whether what was deployed answers. It may take a while until it does.
record SmokeTest(Patience patience) {
  private static final int TRIES = 12;
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_FOUND = 404;

  /// What Google answers for a service that not everybody may call.
  private static final Set<Integer> NOT_FOR_EVERYBODY = Set.of(401, 403);

  /// An answer of a server.
  private record Seen(int status, String body) {}

  /// Looks at every URL.
  ///
  /// @throws UnreachableException that names each one that does not answer as it should
  void check(Outputs outputs) {
    var expected = new LinkedHashMap<String, Function<Seen, String>>();
    outputs
        .baseUrl()
        .ifPresent(base ->
            expected.put(
                base + "/health",
                outputs.isPublic() ? SmokeTest::wrongWithHealth : SmokeTest::wrongWithGuarded));
    outputs.urls().values().forEach(url -> expected.put(url + "/", SmokeTest::wrongWithAny));
    check(expected);
  }

  private void check(Map<String, Function<Seen, String>> expected) {
    try (var client = HttpClient.newHttpClient()) {
      var wrong = wrong(client, expected);
      for (var again = 1; again < TRIES && !wrong.isEmpty(); again++) {
        patience.pause(PAUSE);
        expected.keySet().retainAll(wrong.keySet());
        wrong = wrong(client, expected);
      }
      if (!wrong.isEmpty()) {
        throw new UnreachableException(
            "%s does not answer as it should; look into its log: gcloud logging read 'severity>=ERROR' --limit 20"
                .formatted(
                    wrong.entrySet().stream()
                        .map(one -> "%s (%s)".formatted(one.getKey(), one.getValue()))
                        .collect(Collectors.joining(", "))));
      }
    }
  }

  /// What is wrong, by the URL; empty when nothing is.
  private static Map<String, String> wrong(
      HttpClient client, Map<String, Function<Seen, String>> expected) {
    var wrong = new LinkedHashMap<String, String>();
    expected.forEach((url, look) -> {
      var seen = answer(client, url, look);
      if (!seen.isEmpty()) {
        wrong.put(url, seen);
      }
    });
    return wrong;
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

  /// Only those whom Terraform's settings name may call it.
  private static String wrongWithGuarded(Seen seen) {
    return NOT_FOR_EVERYBODY.contains(seen.status()) ? "" : wrongWithHealth(seen);
  }

  /// One that asks for a token is alive; one that is not there yet, or fails, is not.
  private static String wrongWithAny(Seen seen) {
    var fails = seen.status() >= SERVER_ERROR || seen.status() == NOT_FOUND;
    return fails ? "status " + seen.status() : "";
  }
}
