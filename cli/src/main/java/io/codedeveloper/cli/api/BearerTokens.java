package io.codedeveloper.cli.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.platform.SecretSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/// The token that goes with requests: the one that is set, or one that is made of the key.
///
/// @param given good until it ends
/// @param key that others are signed with, when the given one has ended or there is none
record BearerTokens(Surroundings with, Optional<Secret> given, Optional<Secret> key)
    implements Supplier<Optional<Secret>> {
  private static final Duration LIFE = Duration.ofHours(1);

  @Override
  public Optional<Secret> get() {
    var now = with.clock().instant();
    var good = given.filter(token -> !end(token).filter(now::isAfter).isPresent());
    return good.or(() -> key.map(this::mint)).or(() -> given);
  }

  private Secret mint(Secret secret) {
    SecretSource source =
        name -> Optional.of(secret).filter(any -> name.equals(SecretSource.Name.API_AUTH_SECRET));
    var configuration = FunctionsConfiguration.from(with.environment());
    var who = with.variable("USER").orElse("user");
    return Secret.of(
        Wiring.tokens(source, configuration, with.clock()).mint(who, Role.OPERATOR, LIFE));
  }

  /// When a token ends, as it says itself; empty when it is none.
  static Optional<Instant> end(Secret token) {
    var parts = token.reveal().split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return Optional.of(JsonParser.parseString(claims))
          .filter(JsonElement::isJsonObject)
          .map(json -> json.getAsJsonObject().get("exp"))
          .filter(JsonElement::isJsonPrimitive)
          .map(exp -> Instant.ofEpochSecond(exp.getAsLong()));
    } catch (IllegalArgumentException | JsonParseException noToken) {
      return Optional.empty();
    }
  }
}
