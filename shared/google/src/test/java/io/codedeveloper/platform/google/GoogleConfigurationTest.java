package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GoogleConfigurationTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "GCP_PROJECT_ID", "acme",
          "GCP_LOCATION", "europe-west1",
          "GCS_BUCKET", "acme-files",
          "CLOUD_TASKS_SERVICE_ACCOUNT", "tasks@acme.iam.gserviceaccount.com");

  @Test
  void everythingThatIsMissingIsNamedAtOnce() {
    assertThatThrownBy(() -> GoogleConfiguration.from(Map.of("GCP_LOCATION", " ")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContainingAll(
            "GCP_PROJECT_ID", "GCP_LOCATION", "GCS_BUCKET", "CLOUD_TASKS_SERVICE_ACCOUNT");
  }

  @Test
  void namesThatAreNotGivenAreTheUsualOnes() {
    var configuration = GoogleConfiguration.from(COMPLETE);

    assertThat(configuration.database()).isEqualTo("(default)");
    assertThat(configuration.job()).isEqualTo("code-developer");
    assertThat(configuration.endpoints().of(GoogleConfiguration.FIRESTORE).local()).isEmpty();
  }

  @Test
  void aServerThatStandsInIsTakenWhereItIsNoProduction() {
    var variables = new HashMap<>(COMPLETE);
    variables.put("ENVIRONMENT", "test");
    variables.put("STORAGE_EMULATOR_HOST", "http://127.0.0.1:4443/");
    variables.put("PUBSUB_EMULATOR_HOST", "127.0.0.1:8085");

    var endpoints = GoogleConfiguration.from(variables).endpoints();

    assertThat(endpoints.of(GoogleConfiguration.STORAGE).local()).contains("127.0.0.1:4443");
    assertThat(endpoints.pubSub()).isEqualTo("http://127.0.0.1:8085");
  }

  @Test
  void addressesThatAreNoneAreToldAllAtOnce() {
    var variables = new HashMap<>(COMPLETE);
    variables.put("ENVIRONMENT", "test");
    variables.put("STORAGE_EMULATOR_HOST", "ftp://127.0.0.1:4443");
    variables.put("PUBSUB_EMULATOR_HOST", "127.0.0.1");
    variables.put("CLOUD_RUN_ENDPOINT", "[::1]:9000");

    assertThatThrownBy(() -> GoogleConfiguration.from(variables))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("STORAGE_EMULATOR_HOST is 'ftp://127.0.0.1:4443'")
        .hasMessageContaining("PUBSUB_EMULATOR_HOST is '127.0.0.1'")
        .hasMessageNotContaining("CLOUD_RUN_ENDPOINT");
  }

  @Test
  void aServerThatStandsInIsRefusedInProduction() {
    for (var environment : new String[] {"production", ""}) {
      var variables = new HashMap<>(COMPLETE);
      variables.put("CLOUD_RUN_ENDPOINT", "127.0.0.1:9000");
      if (!environment.isEmpty()) {
        variables.put("ENVIRONMENT", environment);
      }

      assertThatThrownBy(() -> GoogleConfiguration.from(variables))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("CLOUD_RUN_ENDPOINT");
    }
  }
}
