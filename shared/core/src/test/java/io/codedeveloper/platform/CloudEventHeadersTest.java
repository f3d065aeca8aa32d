package io.codedeveloper.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CloudEventHeadersTest {
  private static Message message(Map<String, String> attributes) {
    return new Message("m-1", "io.codedeveloper.tick", "demo", attributes, "{}");
  }

  @Test
  void messageTravelsAsTheAttributesOfAnEvent() {
    assertThat(CloudEventHeaders.of("//source", message(Map.of("project", "demo"))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ce-specversion", "1.0",
                "ce-id", "m-1",
                "ce-type", "io.codedeveloper.tick",
                "ce-source", "//source",
                "ce-partitionkey", "demo",
                "ce-project", "demo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "100 %", "%41", "%", "%4", "%zz", "\"é 🚀\"\n", "a+b"})
  void everyValueComesBack(String value) {
    var sent = new Message(value, "t" + value, value, Map.of("a", value), "{\"ü\":1}");
    var headers = CloudEventHeaders.of("//source", sent);
    assertThat(headers.values()).allMatch(header -> header.matches("[\\x21-\\x7e]*"));
    assertThat(CloudEventHeaders.message(headers, sent.body())).isEqualTo(sent);
  }

  @Test
  void messageWithoutAKeyHasNone() {
    var sent = new Message("m", "t", "", Map.of(), "");
    assertThat(CloudEventHeaders.of("//source", sent)).doesNotContainKey("ce-partitionkey");
    assertThat(CloudEventHeaders.message(CloudEventHeaders.of("//source", sent), ""))
        .isEqualTo(sent);
  }

  @Test
  void otherAttributesAreLeftOut() {
    var headers = Map.of("ce-id", "m", "ce-type", "t", "ce-time", "now", "other", "x", "ce-", "y");
    assertThat(CloudEventHeaders.message(headers, "").attributes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Upper", "with-dash", "id", "partitionkey", "é", "aaaaaaaaaaaaaaaaaaaaa"})
  void nameThatNoExtensionCanHaveIsRefused(String name) {
    var message = message(Map.of(name, "x"));
    assertThatThrownBy(() -> CloudEventHeaders.of("//source", message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void eventWithoutIdOrTypeIsNoMessage() {
    assertThatThrownBy(() -> CloudEventHeaders.message(Map.of("ce-type", "t"), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ce-id");
    assertThatThrownBy(() -> CloudEventHeaders.message(Map.of("ce-id", "m"), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ce-type");
  }
}
