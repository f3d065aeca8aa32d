package io.codedeveloper.cli.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.RefusedTokenException;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.functions.FunctionsConfiguration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Whether the API takes a token that nobody signed.
final class TokenAudit {
  private static final long A_MINUTE = 60;

  private static final String SOME_SIGNATURE = part("signed by nobody");

  private final Pending<JsonObject> own;
  private final List<Pending<Boolean>> taken;

  /// Asks.
  ///
  /// @param bearing opens the API with a token
  /// @param configuration what the API asks of tokens
  TokenAudit(
      Site site,
      Function<Secret, ControlClient> bearing,
      FunctionsConfiguration configuration,
      Instant now) {
    own = site.api(ControlClient::status);
    taken =
        Stream.of(
                token("none", "", configuration, now),
                token("none", SOME_SIGNATURE, configuration, now),
                token("HS256", SOME_SIGNATURE, configuration, now))
            .map(token -> site.api(any -> isTaken(bearing, token)))
            .toList();
  }

  /// Any other answer than that it is refused says nothing of the token.
  private static boolean isTaken(Function<Secret, ControlClient> bearing, Secret token) {
    try (var api = bearing.apply(token)) {
      api.status();
      return true;
    } catch (RefusedTokenException refused) {
      return false;
    }
  }

  /// What would be a token, had somebody signed it.
  private static Secret token(
      String algorithm, String signature, FunctionsConfiguration configuration, Instant now) {
    var from = now.getEpochSecond();
    var claims = new JsonObject();
    claims.addProperty("sub", "audit");
    claims.addProperty("aud", configuration.audience());
    configuration.issuer().ifPresent(issuer -> claims.addProperty("iss", issuer));
    claims.addProperty("role", "viewer");
    claims.addProperty("iat", from);
    claims.addProperty("exp", from + A_MINUTE);
    var header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);
    return Secret.of(part(header) + "." + part(claims.toString()) + "." + signature);
  }

  private static String part(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /// Waits for the answers. Where one's own token is refused, too, a refusal says nothing.
  Finding finding() {
    return Finding.of(
        "tokens",
        () -> {
          own.get();
          return taken.stream().anyMatch(Pending::get)
              ? Finding.wrong(
                  "tokens",
                  Severity.P0 + ": the API takes a token that nobody signed",
                  "project-manager ops emergency-stop")
              : Finding.fine("tokens", "yours is taken; unsigned and forged ones are refused");
        });
  }
}
