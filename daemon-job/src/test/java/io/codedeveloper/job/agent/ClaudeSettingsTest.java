package io.codedeveloper.job.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.budget.PriceTable;
import io.codedeveloper.platform.UserErrorException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaudeSettingsTest {
  @Test
  void onlyAKeyIsNeeded() {
    var settings = ClaudeSettings.from(Map.of("ANTHROPIC_API_KEY", " key "));

    assertThat(settings.apiKey().reveal()).isEqualTo("key");
    assertThat(settings.baseUrl()).isEqualTo("https://api.anthropic.com");
    assertThat(settings.model()).isEqualTo(ClaudeSettings.DEFAULT_MODEL);
    assertThat(settings.toString()).doesNotContain("key ");
  }

  @Test
  void theDefaultModelHasAPrice() {
    assertThat(PriceTable.shipped().of(ClaudeSettings.DEFAULT_MODEL, 1)).isNotNull();
  }

  @Test
  void addressAndModelAreConfigurable() {
    var settings =
        ClaudeSettings.from(
            Map.of(
                "ANTHROPIC_API_KEY", "k",
                "ANTHROPIC_BASE_URL", "http://127.0.0.1:9",
                "ANTHROPIC_MODEL", "claude-sonnet-5-5"));

    assertThat(settings.baseUrl()).isEqualTo("http://127.0.0.1:9");
    assertThat(settings.model()).isEqualTo("claude-sonnet-5-5");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    for (var url : new String[] {"ftp://x", "nonsense", "ht tp://x"}) {
      assertThatThrownBy(() -> ClaudeSettings.from(Map.of("ANTHROPIC_BASE_URL", url)))
          .isInstanceOf(UserErrorException.class)
          .hasMessageContaining("ANTHROPIC_API_KEY is not set")
          .hasMessageContaining("ANTHROPIC_BASE_URL is \"" + url + "\"");
    }
  }
}
