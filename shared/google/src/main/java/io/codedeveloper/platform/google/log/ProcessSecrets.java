package io.codedeveloper.platform.google.log;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import java.util.List;

/// The secrets that this process has read, which its log must not show.
public final class ProcessSecrets {
  /// What is shorter stands in for a key where none is needed; it would be found in every text.
  private static final int SHORTEST = 8;

  private static final Redactor REDACTOR = new Redactor(List.of());

  private ProcessSecrets() {}

  /// From now on the log does not show it.
  public static void learn(Secret secret) {
    if (secret.reveal().length() >= SHORTEST) {
      REDACTOR.learn(secret);
    }
  }

  static Redactor redactor() {
    return REDACTOR;
  }
}
