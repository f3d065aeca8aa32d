package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.InstallationException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class LazyClientTest {
  /// Whoever calls the API can do nothing about it, and a message is worth another delivery: on
  /// Google Cloud the credentials come from a server that may not answer at once.
  @Test
  void missingCredentialsAreTheInstallations() {
    try (var client = new LazyClient<AutoCloseable>(LazyClientTest::unknown)) {
      assertThatThrownBy(client::get)
          .isInstanceOf(InstallationException.class)
          .hasMessageContaining("there are no credentials for Google Cloud (none were found)");
    }
  }

  private static AutoCloseable unknown() throws IOException {
    throw new IOException("none were found");
  }
}
