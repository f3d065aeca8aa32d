package io.codedeveloper.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KnownSecretsTest {
  @Test
  void whatIsTooShortForAKeyIsNotTakenOutOfEveryText() {
    var secrets =
        Map.of(
            Name.ANTHROPIC_API_KEY, Secret.of("x"),
            Name.GITHUB_TOKEN, Secret.of("ghp_0123456789"));
    SecretSource source = name -> Optional.ofNullable(secrets.get(name));

    assertThat(KnownSecrets.of(source)).containsExactly(Secret.of("ghp_0123456789"));
  }
}
