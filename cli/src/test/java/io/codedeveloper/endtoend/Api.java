package io.codedeveloper.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// The API as an operator calls it.
record Api(String url, String token) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Tells a project's daemon to work, and returns the id of the accepted command.
  String start(ProjectId project) {
    var request =
        HttpRequest.newBuilder(URI.create(url + "/api/daemon/start?project=" + project))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString("{}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      var data = JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("data");
      return data.getAsJsonObject("command").get("id").getAsString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
