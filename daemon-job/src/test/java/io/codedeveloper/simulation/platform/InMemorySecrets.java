package io.codedeveloper.simulation.platform;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import java.util.Map;
import java.util.Optional;

/// Secrets in memory.
public final class InMemorySecrets implements SecretSource {
  private final Map<Name, String> secrets;

  public InMemorySecrets(Map<Name, String> secrets) {
    this.secrets = Map.copyOf(secrets);
  }

  @Override
  public Optional<Secret> read(Name name) {
    return Optional.ofNullable(secrets.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .map(Secret::of);
  }
}
