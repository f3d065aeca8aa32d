package io.codedeveloper.job;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// All secrets that a process has, for its redactor.
public final class KnownSecrets {
  private KnownSecrets() {}

  public static List<Secret> of(SecretSource source) {
    return Arrays.stream(SecretSource.Name.values())
        .map(source::read)
        .flatMap(Optional::stream)
        .filter(Secret::isRecognisable)
        .toList();
  }
}
