package io.codedeveloper.platform.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.SecretSourceContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandedSecretsTest implements SecretSourceContract {
  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Override
  public SecretSource holding(Map<Name, String> secrets) {
    SecretSource source =
        name ->
            Optional.ofNullable(secrets.get(name))
                .filter(value -> !value.isBlank())
                .map(Secret::of);
    var line = HandedSecrets.take(source, EnumSet.allOf(Name.class)).toLine();
    return HandedSecrets.receive(new ByteArrayInputStream(line));
  }

  @Test
  void onlyTheNamedSecretsAreHanded() {
    var environment = Map.of("GITHUB_TOKEN", "token", "API_AUTH_SECRET", "key");
    var source = new LocalSecretSource(environment, Path.of("none"));
    var line = new String(HandedSecrets.take(source, Set.of(Name.GITHUB_TOKEN)).toLine(), UTF_8);
    assertThat(line).isEqualTo("{\"GITHUB_TOKEN\":\"token\"}\n");
  }

  @Test
  void nothingOnTheInputMeansNoSecrets() {
    assertThat(HandedSecrets.receive(input("")).read(Name.GITHUB_TOKEN)).isEmpty();
  }

  @Test
  void whatFollowsTheLineStaysOnTheInput() throws IOException {
    var input = input("{\"GITHUB_TOKEN\":\"t\"}\nrest");
    assertThat(HandedSecrets.receive(input).read(Name.GITHUB_TOKEN)).contains(Secret.of("t"));
    assertThat(new String(input.readAllBytes(), UTF_8)).isEqualTo("rest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hidden", "[\"hidden\"]", "{\"hidden\""})
  void otherInputIsRefusedWithoutShowingIt(String text) {
    assertThatThrownBy(() -> HandedSecrets.receive(input(text)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageNotContaining("hidden")
        .hasNoCause();
  }

  @Test
  void endlessLineIsRefused() {
    assertThatThrownBy(() -> HandedSecrets.receive(input("x".repeat(70_000))))
        .isInstanceOf(UserErrorException.class);
  }
}
