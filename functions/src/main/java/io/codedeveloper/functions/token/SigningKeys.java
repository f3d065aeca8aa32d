package io.codedeveloper.functions.token;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of the API's tokens: the newest signs, and all that are valid verify, so that a key can
/// be replaced while tokens of the one before live on.
///
/// They are read again every minute, and where a token was signed with none of them. While the
/// source cannot be reached they count on; where it has none any more, none counts. Where it could
/// not be reached at the start, they are read for the first token.
public final class SigningKeys {
  /// How long a key that was withdrawn still counts.
  public static final Duration LONGEST_AGE = Duration.ofMinutes(1);

  /// Tokens that nobody signed make the secret be read no more often.
  static final Duration SHORTEST_PAUSE = Duration.ofSeconds(10);

  private static final int SHORTEST_KEY = 32;

  private final SecretSource secrets;
  private final Clock clock;

  private @Nullable List<byte[]> keys;
  private Instant readAt;

  private SigningKeys(SecretSource secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
    this.readAt = clock.instant();
  }

  /// @throws UserErrorException when API_AUTH_SECRET is missing or shorter than 32 bytes
  public static SigningKeys of(SecretSource secrets, Clock clock) {
    var signing = new SigningKeys(secrets, clock);
    try {
      signing.readFirst();
    } catch (TransientException unreachable) {
      // A process that ended for it would find the same when it is started again.
    }
    return signing;
  }

  private synchronized List<byte[]> readFirst() {
    var first = usable(checked(secrets.valid(Name.API_AUTH_SECRET)));
    readAt = clock.instant();
    keys = first;
    return first;
  }

  private static List<Secret> checked(List<Secret> valid) {
    if (valid.isEmpty()) {
      throw new UserErrorException(
          "API_AUTH_SECRET is not set; make one with: openssl rand -base64 48");
    }
    var length = bytes(valid.getFirst()).length;
    if (length < SHORTEST_KEY) {
      throw new UserErrorException(
          "API_AUTH_SECRET has %d bytes; set one of at least %d, for instance with: openssl rand -base64 48"
              .formatted(length, SHORTEST_KEY));
    }
    return valid;
  }

  /// The key to sign with.
  byte[] newest() {
    return present().getFirst();
  }

  /// The keys to verify with.
  ///
  /// @throws TransientException when they could never be read
  /// @throws InstallationException when they were read for the first time, and there is none
  synchronized List<byte[]> present() {
    if (keys == null) {
      return readLate();
    }
    if (!clock.instant().isBefore(readAt.plus(LONGEST_AGE))) {
      keys = read(keys);
    }
    return keys;
  }

  private List<byte[]> readLate() {
    try {
      return readFirst();
    } catch (UserErrorException wrong) {
      throw new InstallationException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /// Reads the keys anew, unless that was done a moment ago.
  ///
  /// @return whether it was tried
  synchronized boolean renew() {
    if (clock.instant().isBefore(readAt.plus(SHORTEST_PAUSE))) {
      return false;
    }
    try {
      secrets.readAnew(Name.API_AUTH_SECRET);
    } catch (TransientException | UserErrorException unreadable) {
      // What is known of the secret by now decides.
    }
    keys = read(present());
    return true;
  }

  /// @param before count on where the source cannot be reached: better than refusing everybody
  private List<byte[]> read(List<byte[]> before) {
    readAt = clock.instant();
    try {
      return usable(secrets.valid(Name.API_AUTH_SECRET));
    } catch (TransientException unreachable) {
      return before;
    } catch (UserErrorException withdrawn) {
      return List.of();
    }
  }

  private static List<byte[]> usable(List<Secret> secrets) {
    return secrets.stream()
        .map(SigningKeys::bytes)
        .filter(key -> key.length >= SHORTEST_KEY)
        .toList();
  }

  private static byte[] bytes(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
