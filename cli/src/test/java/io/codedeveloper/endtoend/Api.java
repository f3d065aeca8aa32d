package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The API as an operator calls it.
record Api(String url, String token) {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRY_AGAIN = 503;

  /// Tells a project's daemon to work, and returns the id of the accepted command.
  String start(ProjectId project) {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/api/daemon/start?project=" + project))
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", "the start of " + project)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    var answers = new ArrayList<HttpResponse<String>>();
    try (var client = HttpClient.newHttpClient()) {
      Waiting.until("the API can serve", PAUSE, () -> isServed(client, request, answers));
    }
    var answer = answers.getLast();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    var data = JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("data");
    return data.getAsJsonObject("command").get("id").getAsString();
  }

  /// The same request is the same command, however often it is sent.
  private static boolean isServed(
      HttpClient client, HttpRequest request, List<HttpResponse<String>> answers) {
    try {
      return answers.add(client.send(request, BodyHandlers.ofString()))
          && answers.getLast().statusCode() != TRY_AGAIN;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
