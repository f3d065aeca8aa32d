package io.codedeveloper.job;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// All secrets that a process has, for its redactor.
public final class KnownSecrets {
  /// What is shorter stands in for a key where none is needed, as with a gateway on loopback; it
  /// would be found in every text.
  private static final int SHORTEST = 8;

  private KnownSecrets() {}

  public static List<Secret> of(SecretSource source) {
    return Arrays.stream(SecretSource.Name.values())
        .map(source::read)
        .flatMap(Optional::stream)
        .filter(KnownSecrets::isRecognisable)
        .toList();
  }

  /// Whether a secret is long enough to be told from other text.
  static boolean isRecognisable(Secret secret) {
    return secret.reveal().length() >= SHORTEST;
  }
}
