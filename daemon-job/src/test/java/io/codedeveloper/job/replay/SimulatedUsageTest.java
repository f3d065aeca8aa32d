package io.codedeveloper.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

final class SimulatedUsageTest {
  private static SimulatedUsage usage(String output) {
    var request =
        """
        {"messages": [{"role": "user", "content": "%s"}]}
        """
            .formatted(output);
    return SimulatedUsage.of(JsonParser.parseString(request).getAsJsonObject());
  }

  @Test
  void busyMachineUsesNoMoreTokens() {
    assertThat(usage("exit code 0 after 12345 s")).isEqualTo(usage("exit code 0 after 9 s"));
    assertThat(usage("exit code 12345 after 9 s")).isNotEqualTo(usage("exit code 0 after 9 s"));
  }
}
