package io.codedeveloper.cli.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.cli.api.RefusedTokenException;
import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.functions.FunctionsConfiguration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
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
  /// @param kept one's own token, where one is set
  /// @param configuration what tokens that are made here say
  TokenAudit(
      Site site,
      Function<Secret, ControlClient> bearing,
      Supplier<Optional<Secret>> kept,
      FunctionsConfiguration configuration,
      Instant now) {
    own = site.api(ControlClient::status);
    taken =
        Stream.of(
                new Forgery("none", ""),
                new Forgery("none", SOME_SIGNATURE),
                new Forgery("HS256", SOME_SIGNATURE))
            .map(forgery ->
                site.api(any -> {
                  var claims = claims(kept.get(), configuration, now);
                  return isTaken(bearing, forgery.token(claims));
                }))
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
  private record Forgery(String algorithm, String signature) {
    Secret token(JsonObject claims) {
      var header = "{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm);
      return Secret.of(part(header) + "." + part(claims.toString()) + "." + signature);
    }
  }

  /// For whom and from whom it is, as one's own token has it, which the API takes: otherwise it
  /// would be refused for that, and its signature not looked at.
  private static JsonObject claims(
      Optional<Secret> own, FunctionsConfiguration configuration, Instant now) {
    var from = now.getEpochSecond();
    var claims = new JsonObject();
    claims.addProperty("sub", "audit");
    claims.addProperty("aud", configuration.audience());
    configuration.issuer().ifPresent(issuer -> claims.addProperty("iss", issuer));
    own.map(TokenAudit::said)
        .ifPresent(said ->
            Stream.of("aud", "iss")
                .filter(said::has)
                .forEach(name -> claims.add(name, said.get(name))));
    claims.addProperty("role", "viewer");
    claims.addProperty("iat", from);
    claims.addProperty("exp", from + A_MINUTE);
    return claims;
  }

  /// What a token says; nothing where it is none.
  private static JsonObject said(Secret token) {
    var parts = token.reveal().split("\\.", -1);
    try {
      return parts.length == 3
              && JsonParser.parseString(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8))
                  instanceof JsonObject said
          ? said
          : new JsonObject();
    } catch (IllegalArgumentException | JsonParseException noToken) {
      return new JsonObject();
    }
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
