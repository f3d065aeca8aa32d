package io.codedeveloper.cli.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.api.ControlClient;
import io.codedeveloper.platform.UserErrorException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/// Tries the key of the API's tokens with a token.
///
/// @param signing opens the API with tokens of a key
/// @param keep keeps a key for commands to come; says where, or nothing where it is not kept
/// @param keeping the command that keeps the key, which nobody has seen
record SigningKeyTrial(
    Function<Secret, ControlClient> signing, Function<Secret, Optional<Path>> keep, String keeping)
    implements SecretTrial {
  private static final int SHORTEST = 32;

  /// A token of the present key is taken: otherwise one of the new key would be refused for another
  /// reason than the key.
  @Override
  public String before(Secret fresh, Optional<Secret> present) {
    checkLength(fresh);
    present.ifPresent(key -> ask(key, "the present key"));
    return present.isPresent()
        ? "is long enough, and the API takes tokens of the present one"
        : "is long enough";
  }

  /// @throws UserErrorException when it is too short: functions would not start with it
  static void checkLength(Secret key) {
    var length = key.reveal().getBytes(UTF_8).length;
    if (length < SHORTEST) {
      throw new UserErrorException(
          "it has %d bytes; a key that signs tokens has at least %d".formatted(length, SHORTEST));
    }
  }

  @Override
  public String inUse(Secret fresh) {
    ask(fresh, "the new key");
    var kept = keep.apply(fresh);
    return kept.map(file -> "the API takes tokens of the new key, which is kept in " + file)
        .orElseGet(() -> "the API takes tokens of the new key; keep it: " + keeping);
  }

  private void ask(Secret key, String which) {
    try (var api = signing.apply(key)) {
      api.status();
    } catch (UserErrorException refused) {
      throw new UserErrorException(
          "the API refuses a token of %s (%s); API_AUDIENCE and API_ISSUER must be here what they are there"
              .formatted(which, refused.getMessage()),
          refused);
    }
  }
}
