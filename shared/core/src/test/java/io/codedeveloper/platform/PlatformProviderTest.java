package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PlatformProviderTest {
  @Test
  void platformWithoutAModuleIsRefusedByName() {
    assertThatThrownBy(() -> PlatformProvider.named("moon"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("PLATFORM is 'moon'");
  }
}
