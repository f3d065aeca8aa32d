package io.codedeveloper.daemon;

import static io.codedeveloper.daemon.DaemonScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a launcher quotes, people are told without the secrets.
final class LauncherWordsTest {
  private static final String WORDS =
      "401 with 'the key that nobody shall see' and ghp_0123456789abcdefghijABCDEFGHIJ";
  private static final String CLEAN = "401 with '***' and ***";

  private final DaemonScenario daemon = new DaemonScenario();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whyAJobCouldNotBeStartedIsToldWithoutSecrets(boolean temporary) {
    daemon.world.secrets.put(
        SecretSource.Name.ANTHROPIC_API_KEY, Secret.of("the key that nobody shall see"));
    daemon.world.jobs.failure =
        Optional.of(temporary ? new TransientException(WORDS) : new UserErrorException(WORDS));

    daemon.start();
    for (var again = 0; again < 3; again++) {
      daemon.advance(Duration.ofMinutes(4));
      daemon.tick(Ticks.WORK);
    }

    assertThat(daemon.notifications.list(PROJECT, Optional.empty(), 10, Optional.empty()).items())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.message()).contains(CLEAN));
    assertThat(daemon.project().lastMessage()).get().asString().contains(CLEAN);
  }
}
