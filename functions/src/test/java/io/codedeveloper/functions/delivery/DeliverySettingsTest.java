package io.codedeveloper.functions.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.VariableReader;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliverySettingsTest {
  private static DeliverySettings read(Map<String, String> variables) {
    var reader = new VariableReader(variables);
    var settings = DeliverySettings.read(reader);
    reader.check();
    return settings;
  }

  private static SecretSource secrets(Map<Name, String> values) {
    return name -> Optional.ofNullable(values.get(name)).map(Secret::of);
  }

  @Test
  void usuallyEverythingButTheLeastUrgentGoesToTheInternetOnly() {
    assertThat(read(Map.of()))
        .isEqualTo(DeliverySettings.usual())
        .satisfies(usual -> assertThat(usual.levels()).doesNotContain(Level.LOW).hasSize(3))
        .satisfies(usual -> assertThat(usual.loopback()).isFalse());
  }

  @Test
  void levelsAreNamed() {
    assertThat(read(Map.of("NOTIFICATION_LEVELS", "critical,low")).levels())
        .containsExactlyInAnyOrder(Level.CRITICAL, Level.LOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loud", "high, loud", "HIGH", "high,", "high normal"})
  void levelThatIsNoneIsRefused(String levels) {
    assertThatThrownBy(() -> read(Map.of("NOTIFICATION_LEVELS", levels)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("NOTIFICATION_LEVELS");
  }

  @Test
  void thisMachineIsAllowedByNameOnly() {
    assertThat(read(Map.of("NOTIFICATION_LOOPBACK", "allowed")).loopback()).isTrue();
    assertThatThrownBy(() -> read(Map.of("NOTIFICATION_LOOPBACK", "yes")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("NOTIFICATION_LOOPBACK");
  }

  @Test
  void whatIsSetUpWronglyIsToldAtOnceAndNotShown() {
    var wrong =
        secrets(
            Map.of(
                Name.NOTIFICATION_WEBHOOK_URL, "http://example.com/hidden",
                Name.NOTIFICATION_SLACK_URL, "hidden"));
    assertThatThrownBy(() -> WebChannels.check(wrong, Map.of()))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("NOTIFICATION_WEBHOOK_URL")
        .hasMessageContaining("NOTIFICATION_SLACK_URL")
        .hasMessageContaining("NOTIFICATION_WEBHOOK_KEY is not set")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void whatIsNotSetUpIsNotWrong() {
    assertThat(WebChannels.check(secrets(Map.of()), Map.of())).isTrue();
  }
}
