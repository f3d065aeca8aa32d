package io.codedeveloper.cli.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.terminal.Look;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What tokens the audit makes up.
final class TokenAuditTest {
  @TempDir Path home;

  @Test
  void forgedTokensAreForWhomAndFromWhomOnesOwnIs() throws IOException {
    var own = "e30.%s.x".formatted(part("{\"aud\":\"theirs\",\"iss\":\"https://them.example\"}"));
    try (var api = new ScriptedApi()) {
      CommandRun.with(
          home,
          Map.of(
              "CODE_DEVELOPER_URL",
              api.url(),
              "CODE_DEVELOPER_TOKEN",
              own,
              "GCP_PROJECT_ID",
              "acme",
              "GCP_LOCATION",
              "europe-west1",
              "PATH",
              home.toString()),
          Look.PIPE,
          "ops",
          "security-audit");

      var forged =
          api.requests().stream()
              .map(request -> request.header("Authorization").replace("Bearer ", ""))
              .filter(token -> !token.equals(own))
              .map(TokenAuditTest::claims)
              .toList();
      assertThat(forged)
          .hasSize(3)
          .allSatisfy(claims -> {
            assertThat(claims.get("aud").getAsString()).isEqualTo("theirs");
            assertThat(claims.get("iss").getAsString()).isEqualTo("https://them.example");
          });
    }
  }

  private static String part(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static JsonObject claims(String token) {
    var part = token.replaceFirst("^[^.]*\\.([^.]*)\\..*$", "$1");
    return JsonParser.parseString(new String(Base64.getUrlDecoder().decode(part), UTF_8))
        .getAsJsonObject();
  }
}
