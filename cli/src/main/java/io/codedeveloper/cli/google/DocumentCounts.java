package io.codedeveloper.cli.google;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// How many documents a database has, by collection. `gcloud` counts none, so that Firestore itself
/// is asked, as whom `gcloud` is logged in.
///
/// @param address of Firestore, with a slash at its end
public record DocumentCounts(String address, String project, Secret token) {
  /// Collections of the daemon.
  private static final List<String> COLLECTIONS =
      List.of(
          "projects",
          "commands",
          "iterations",
          "journal",
          "priorities",
          "notifications",
          "ledger",
          "repositories",
          "deadLetters");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int OK = 200;

  /// Where `gcloud` finds Firestore, too.
  static final String OVERRIDE = "CLOUDSDK_API_ENDPOINT_OVERRIDES_FIRESTORE";

  /// @throws UserErrorException when nobody is logged in
  public static DocumentCounts in(GoogleCloud google, Surroundings with) {
    var address = with.variable(OVERRIDE).orElse("https://firestore.googleapis.com/");
    var host = URI.create(address).getHost();
    if (!address.startsWith("https://") && !"127.0.0.1".equals(host)) {
      throw new UserErrorException(
          "%s would carry your token unencrypted; unset %s".formatted(address, OVERRIDE));
    }
    return new DocumentCounts(address, google.project(), google.token());
  }

  /// Counts.
  ///
  /// @param at a whole minute of the last seven days; empty: now
  /// @throws UserErrorException when Firestore refuses
  public Map<String, Long> of(String database, Optional<Instant> at) {
    var counts = new LinkedHashMap<String, Long>();
    COLLECTIONS.forEach(name -> counts.put(name, count(database, name, at)));
    return counts;
  }

  private long count(String database, String collection, Optional<Instant> at) {
    var body =
        """
        {"structuredAggregationQuery": {
          "structuredQuery": {"from": [{"collectionId": "%s", "allDescendants": true}]},
          "aggregations": [{"alias": "n", "count": {}}]}%s}
        """
            .formatted(collection, at.map(", \"readTime\": \"%s\""::formatted).orElse(""));
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "%sv1/projects/%s/databases/%s/documents:runAggregationQuery"
                        .formatted(
                            address, project, database.replace("(", "%28").replace(")", "%29"))))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token.reveal())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new UserErrorException(
            "Firestore does not count %s of %s (status %d)"
                .formatted(collection, database, answer.statusCode()));
      }
      return counted(answer.body());
    } catch (IOException unreachable) {
      throw new TransientException(
          "Firestore cannot be reached (%s); try again"
              .formatted(unreachable.getClass().getSimpleName()),
          unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted", stopped);
    }
  }

  private static long counted(String body) {
    try {
      var answers = JsonParser.parseString(body).getAsJsonArray().asList().stream();
      return answers
          .map(JsonElement::getAsJsonObject)
          .map(one -> new JsonView(one).view("result").view("aggregateFields").view("n"))
          .flatMap(one -> one.text("integerValue").stream())
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (JsonParseException
        | IllegalStateException
        | NoSuchElementException
        | NumberFormatException none) {
      throw new UserErrorException("Firestore's answer to a count is not understood", none);
    }
  }
}
