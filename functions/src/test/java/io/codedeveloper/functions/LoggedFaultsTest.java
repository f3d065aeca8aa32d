package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.LogStore;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.memory.InMemoryPlatform;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LoggedFaultsTest {
  @Test
  void faultIsToldWithoutSecretsAndWithoutThoseThatCannotBeRead() {
    var world = new InMemoryPlatform();
    var logs = world.platform().logs();
    SecretSource secrets =
        name ->
            switch (name) {
              case API_AUTH_SECRET -> Optional.of(Secret.of("a key that nobody shall see"));
              default -> throw new TransientException("away");
            };

    new LoggedFaults(logs, world.clock, secrets)
        .unavailable(new TransientException("refused: a key that nobody shall see"));

    assertThat(logs.tail(LoggedFaults.PROJECT, Optional.empty(), LogStore.Severity.DEBUG, 10))
        .extracting(LogStore.Entry::message)
        .containsExactly("refused: ***");
  }
}
