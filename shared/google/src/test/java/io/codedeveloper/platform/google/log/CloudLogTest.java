package io.codedeveloper.platform.google.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.VariableReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

final class CloudLogTest {
  @Test
  void onlyProcessesInGoogleCloudLogSo() {
    assertThat(CloudLog.isFor(Map.of())).isFalse();
    assertThat(CloudLog.isFor(Map.of("PLATFORM", "local", "K_SERVICE", "x"))).isFalse();
    assertThat(CloudLog.isFor(Map.of("PLATFORM", "google"))).isTrue();
    assertThat(CloudLog.isFor(Map.of("K_SERVICE", "api"))).isTrue();
    assertThat(CloudLog.isFor(Map.of("CLOUD_RUN_JOB", "code-developer"))).isTrue();
  }

  @Test
  void elsewhereTheConfigurationFileCounts() {
    assertThat(new CloudLogConfigurator(Map.of()).configure(new LoggerContext()))
        .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
  }

  @Test
  void levelSaysWhatIsLogged() {
    var context = new LoggerContext();
    var status =
        new CloudLogConfigurator(Map.of("PLATFORM", "google", "LOG_LEVEL", "warn"))
            .configure(context);

    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    assertThat(status).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
    assertThat(root.getLevel()).isEqualTo(Level.WARN);
    assertThat(root.getAppender("cloud")).isNotNull();
  }

  @Test
  void levelThatIsNoneIsAProblem() {
    var reader = new VariableReader(Map.of("LOG_LEVEL", "loud"));
    assertThat(CloudLog.level(reader)).isEqualTo(Severity.INFO);
    assertThatThrownBy(reader::check).hasMessageContaining("LOG_LEVEL is 'loud'");
  }
}
