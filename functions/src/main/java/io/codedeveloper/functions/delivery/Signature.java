package io.codedeveloper.functions.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures as the Standard Webhooks specification has them, so that who receives can check them
/// with a library: HMAC-SHA256 over id, time and body.
final class Signature {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;

  private Signature() {}

  /// One signature for each key that counts at present: two while it is being replaced.
  ///
  /// @param seconds since 1970
  /// @throws UserErrorException when a key is too short, or not what its form says
  static String of(List<Secret> keys, String id, long seconds, byte[] body) {
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(sign(key(key), id, seconds, body)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] sign(byte[] key, String id, long seconds, byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update("%s.%d.".formatted(id, seconds).getBytes(UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has HmacSHA256", impossible);
    }
  }

  /// The bytes of a key, which is Base64, with or without its prefix: so do the libraries that
  /// check signatures.
  ///
  /// @throws UserErrorException when it is something else, or too short; it is not quoted
  static byte[] key(Secret secret) {
    var text = secret.reveal();
    var digits = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    try {
      var bytes = Base64.getDecoder().decode(digits);
      if (bytes.length >= SHORTEST) {
        return bytes;
      }
    } catch (IllegalArgumentException malformed) {
      // Told below, as a short one is.
    }
    throw new UserErrorException(
        "NOTIFICATION_WEBHOOK_KEY is not Base64 of at least %d bytes; make a new one: openssl rand -base64 32"
            .formatted(SHORTEST));
  }
}
