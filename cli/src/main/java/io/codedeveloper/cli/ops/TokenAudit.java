package io.codedeveloper.cli.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.platform.UserErrorException;
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
  TokenAudit(Site site, Function<Secret, ControlClient> bearing, Instant now) {
    unsigned = site.api(any -> isTaken(bearing, token("{\"alg\":\"none\",\"typ\":\"JWT\"}", now)));
    foreign = site.api(any -> isTaken(bearing, token("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", now)));
  }

  private static boolean isTaken(Function<Secret, ControlClient> bearing, Secret token) {
    try (var api = bearing.apply(token)) {
      api.status();
      return true;
    } catch (UserErrorException refused) {
      return false;
    }
  }

  /// What would be a token, had somebody signed it.
  private static Secret token(String header, Instant now) {
    var from = now.getEpochSecond();
    var claims =
        "{\"sub\":\"audit\",\"aud\":\"code-developer\",\"role\":\"viewer\",\"iat\":%d,\"exp\":%d}"
            .formatted(from, from + A_MINUTE);
    return Secret.of(part(header) + "." + part(claims) + "." + part("signed by nobody"));
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
