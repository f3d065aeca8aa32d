package io.codedeveloper.platform.google;

import static io.codedeveloper.platform.LogStore.Severity.INFO;
import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.PlatformProvider.Host;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class GooglePlatformTest {
  private static final PlatformProvider PROVIDER =
      ServiceLoader.load(PlatformProvider.class).findFirst().orElseThrow();

  @Test
  void openingReachesNothing() {
    try (var platform = PROVIDER.open(variables(Map.of()), Host.FUNCTION)) {
      assertThat(PROVIDER.name()).isEqualTo("google");
      assertThat(platform.ports().ids().next()).isNotEmpty();
    }
  }

  @Test
  void aPortIsOpenedWhenItIsUsedAndClosedWithThePlatform() {
    try (var server = new SecretManagerServer()) {
      server.add("acme", "GITHUB_TOKEN", "one");
      var address = Map.of(GoogleConfiguration.SECRETS.name(), server.server().address());
      var platform = PROVIDER.open(variables(address), Host.JOB);

      var token = platform.ports().secrets().read(Name.GITHUB_TOKEN);
      platform.close();

      assertThat(token).contains(Secret.of("one"));
      assertThatThrownBy(() -> platform.ports().secrets().read(Name.GITHUB_TOKEN))
          .hasMessageContaining("closed");
    }
  }

  @Test
  void aPortThatIsFirstUsedAfterTheEndOpensNothing() {
    try (var server = new SecretManagerServer()) {
      server.add("acme", "GITHUB_TOKEN", "one");
      var address = Map.of(GoogleConfiguration.SECRETS.name(), server.server().address());
      var platform = PROVIDER.open(variables(address), Host.JOB);

      platform.close();

      assertThatThrownBy(() -> platform.ports().secrets().read(Name.GITHUB_TOKEN))
          .hasMessageContaining("closed");
      assertThat(server.server().calls()).isZero();
      platform.ports().logs().append(new Entry(EPOCH, INFO, "p", Optional.empty(), "late"));
    }
  }

  private static Map<String, String> variables(Map<String, String> more) {
    var variables =
        new HashMap<>(
            Map.of(
                "ENVIRONMENT", "test",
                "GCP_PROJECT_ID", "acme",
                "GCP_LOCATION", "europe-west1",
                "GCS_BUCKET", "acme-files",
                "CLOUD_TASKS_SERVICE_ACCOUNT", "tasks@acme.iam.gserviceaccount.com"));
    variables.putAll(more);
    return variables;
  }
}
