package io.codedeveloper.functions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
  @Test
  void everyKindOfValueIsWritten() {
    var body = new LinkedHashMap<String, Object>();
    body.put("text", "a \"quote\", <b>é</b>\n\u0000");
    body.put("nothing", null);
    body.put("flag", true);
    body.put("whole", 7L);
    body.put("decimal", 0.25);
    body.put("at", Instant.parse("2026-06-01T00:00:00Z"));
    body.put("list", Arrays.asList("x", null, List.of(1)));
    body.put("map", Map.of("deep", Map.of()));
    var text = JsonText.of(body);
    assertThat(text)
        .isEqualTo(
            "{\"text\":\"a \\\"quote\\\", <b>é</b>\\n\\u0000\",\"nothing\":null,\"flag\":true,"
                + "\"whole\":7,\"decimal\":0.25,\"at\":\"2026-06-01T00:00:00Z\","
                + "\"list\":[\"x\",null,[1]],\"map\":{\"deep\":{}}}");
    assertThat(JsonParser.parseString(text).getAsJsonObject().get("text").getAsString())
        .isEqualTo(body.get("text"));
  }

  @Test
  void whatJsonDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> JsonText.of(Map.of("object", new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonText.of(Map.of("number", Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
