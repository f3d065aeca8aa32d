package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/// Looks only whether a value can be one: a trial would tell people something, or is not wanted.
///
/// @param name of the secret
/// @param keep keeps a key of the API for commands to come; says where, or nothing where it does
///   not
record UntriedValue(Name name, Function<Secret, Optional<Path>> keep) implements SecretTrial {
  private static final int SHORTEST_KEY = 24;

  @Override
  public String before(Secret fresh, Optional<Secret> present) {
    switch (name) {
      case NOTIFICATION_WEBHOOK_URL, NOTIFICATION_SLACK_URL -> checkAddress(fresh.reveal());
      case NOTIFICATION_WEBHOOK_KEY -> checkKey(fresh.reveal());
      case API_AUTH_SECRET -> SigningKeyTrial.checkLength(fresh);
      case ANTHROPIC_API_KEY, GITHUB_TOKEN -> ServiceKeyTrial.checkHeader(fresh);
    }
    return "has the right form; it was not tried";
  }

  @Override
  public String inUse(Secret fresh) {
    var kept = name == Name.API_AUTH_SECRET ? keep.apply(fresh) : Optional.<Path>empty();
    return "was not tried; the next use of it will tell"
        + kept.map(file -> "; it is kept in " + file).orElse("");
  }

  private static void checkAddress(String text) {
    try {
      var address = URI.create(text);
      if ("https".equals(address.getScheme()) && address.getHost() != null) {
        return;
      }
    } catch (IllegalArgumentException none) {
      // Said below, without what it is.
    }
    throw new UserErrorException("it is no address that begins with https://");
  }

  private static void checkKey(String text) {
    try {
      if (Base64.getDecoder().decode(text.replaceFirst("^whsec_", "")).length >= SHORTEST_KEY) {
        return;
      }
    } catch (IllegalArgumentException none) {
      // Said below, without what it is.
    }
    throw new UserErrorException(
        "it is not the Base64 of at least %d bytes".formatted(SHORTEST_KEY));
  }
}
