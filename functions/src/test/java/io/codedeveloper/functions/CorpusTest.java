package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.functions.delivery.DeliverySettings;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Policies that hold for the whole corpus, where it lies beside the repository.
final class CorpusTest {
  @Test
  void everyPathIsJudgedAsExpected() throws IOException {
    for (var element : Corpus.read("http/path_policy.json").getAsJsonArray("tests")) {
      var test = element.getAsJsonObject();
      var path = test.get("path").getAsString();
      assertThat(accepted(path)).as(path).isEqualTo(test.get("ok").getAsInt() == 1);
    }
  }

  private static boolean accepted(String path) {
    try {
      return new FilePath(path).value().equals(path);
    } catch (UserErrorException refused) {
      return false;
    }
  }

  @Test
  void noFormOfASecretGetsThrough() throws IOException {
    for (var element : Corpus.read("secrets/masking_encodings.json").getAsJsonArray("tests")) {
      var test = element.getAsJsonObject();
      var redactor = new Redactor(List.of(Secret.of(decoded(test, "secret_b64"))));
      for (var form : test.getAsJsonArray("forms")) {
        var shown = form.getAsJsonObject();
        if (shown.get("must").getAsBoolean()) {
          var text = decoded(shown, "text_b64");
          assertThat(redactor.redact(text))
              .as(shown.get("form").getAsString())
              .contains(Redactor.MASK);
        }
      }
    }
  }

  /// The whole way: sent percent-encoded, decoded once, judged.
  @Test
  void everyPathIsJudgedAsExpectedByTheApi() throws IOException {
    for (var element : Corpus.read("http/path_policy.json").getAsJsonArray("tests")) {
      var test = element.getAsJsonObject();
      var path = test.get("path").getAsString();
      try (var plane = new ControlPlaneScenario()) {
        var address = "/api/files/" + encoded(path);
        var before = plane.world.blobs.list("", 10, Optional.empty()).items();
        var written = plane.put(address, "{\"content\":\"x\"}");
        if (test.get("ok").getAsInt() == 1) {
          assertThat(written.status()).as(path).isEqualTo(200);
          assertThat(plane.get(address).text()).as(path).isEqualTo("x");
        } else {
          assertThat(written.status()).as(path).isIn(400, 404, 422);
          assertThat(plane.get(address).status()).as(path).isIn(400, 404, 422);
          assertThat(plane.world.blobs.list("", 10, Optional.empty()).items()).isEqualTo(before);
        }
      }
    }
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /// Every refusal is the same answer, and the log has no word of the token.
  @Test
  void everyTokenIsJudgedAsExpectedByTheApi() throws IOException {
    var vectors = Corpus.read("jwt/claims_vectors.json");
    var configuration =
        new FunctionsConfiguration(
            "local",
            vectors.get("audience").getAsString(),
            Optional.of(vectors.get("issuer").getAsString()),
            1000,
            Optional.empty(),
            DeliverySettings.usual());
    var key = Secret.of(vectors.get("key_utf8").getAsString());
    var now = Instant.ofEpochSecond(vectors.get("now").getAsLong());
    var refusals = new HashSet<String>();
    try (var plane = new ControlPlaneScenario(configuration, key)) {
      plane.world.clock.advance(Duration.between(plane.world.clock.instant(), now));
      for (var element : vectors.getAsJsonArray("tests")) {
        var test = element.getAsJsonObject();
        var headers =
            Corpus.text(test.get("authorization"))
                .map(value -> Map.of("Authorization", value))
                .orElse(Map.of());
        var answer = plane.send(TestRequest.of("GET", "/api/daemon/status", "", headers));
        assertThat(answer.status())
            .as(test.get("name").getAsString())
            .isEqualTo(test.get("expect").getAsInt());
        if (answer.status() == 401) {
          refusals.add(answer.getHeaders() + answer.text());
        }
      }
      assertThat(plane.world.logs.entries).isEmpty();
    }
    assertThat(refusals).hasSize(1);
  }

  private static String decoded(JsonObject object, String name) {
    return new String(
        Base64.getDecoder().decode(object.get(name).getAsString()), StandardCharsets.UTF_8);
  }
}
