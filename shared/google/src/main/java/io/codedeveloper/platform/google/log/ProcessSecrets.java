package io.codedeveloper.platform.google.log;

import io.codedeveloper.auth.Redactor;
import io.codedeveloper.auth.Secret;
import java.util.List;

/// The secrets that this process has read, which its log must not show.
public final class ProcessSecrets {
  private static final Redactor REDACTOR = new Redactor(List.of());

  private ProcessSecrets() {}

  /// From now on the log does not show it.
  public static void learn(Secret secret) {
    if (secret.isRecognisable()) {
      REDACTOR.learn(secret);
    }
  }

  static Redactor redactor() {
    return REDACTOR;
  }
}
