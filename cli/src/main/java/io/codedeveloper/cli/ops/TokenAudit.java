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
import java.util.function.Function;

/// Whether the API takes a token that nobody signed.
final class TokenAudit {
  private static final long A_MINUTE = 60;

  private final Pending<Boolean> unsigned;
  private final Pending<Boolean> foreign;

  /// Asks.
  ///
  /// @param bearing opens the API with a token
  /// @param configuration what the API asks of tokens
  TokenAudit(
      Site site,
      Function<Secret, ControlClient> bearing,
      FunctionsConfiguration configuration,
      Instant now) {
    unsigned = site.api(any -> isTaken(bearing, token("none", configuration, now)));
    foreign = site.api(any -> isTaken(bearing, token("HS256", configuration, now)));
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
  private static Secret token(String algorithm, FunctionsConfiguration configuration, Instant now) {
    var from = now.getEpochSecond();
    var claims = new JsonObject();
    claims.addProperty("sub", "audit");
    claims.addProperty("aud", configuration.audience());
    configuration.issuer().ifPresent(issuer -> claims.addProperty("iss", issuer));
    claims.addProperty("role", "viewer");
    claims.addProperty("iat", from);
    claims.addProperty("exp", from + A_MINUTE);
    var header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);
    return Secret.of(part(header) + "." + part(claims.toString()) + "." + part("signed by nobody"));
  }

  private static String part(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /// Waits for the answers.
  Finding finding() {
    return Finding.of(
        "tokens",
        () ->
            unsigned.get() || foreign.get()
                ? Finding.wrong(
                    "tokens",
                    Severity.P0 + ": the API takes a token that nobody signed",
                    "project-manager ops emergency-stop")
                : Finding.fine("tokens", "unsigned and forged ones are refused"));
  }
}
