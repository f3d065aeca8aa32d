package io.codedeveloper.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// A value that never appears in a log, a message or a `toString`.
public final class Secret {
  /// What is shorter stands in for a key where none is needed, as with a gateway on loopback; it
  /// would be found in every text.
  private static final int SHORTEST = 8;

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// A secret of this value, without the white space around it.
  ///
  /// @throws IllegalArgumentException when nothing is left
  public static Secret of(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    return new Secret(value.strip());
  }

  /// The value itself, for the one call that needs it.
  public String reveal() {
    return value;
  }

  /// Whether it is long enough to be told from other text.
  public boolean isRecognisable() {
    return value.length() >= SHORTEST;
  }

  @Override
  public String toString() {
    return "***";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
