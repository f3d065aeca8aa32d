package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codedeveloper.functions.api.OpenApiFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenApiLintTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final JsonNode document = JSON.valueToTree(OpenApiFile.read());

  @Test
  void nothingIsWrongWithTheDescription() {
    assertThat(OpenApiLint.of(document)).isEmpty();
  }

  @Test
  void descriptionShowsWhatAnswersLookLike() {
    assertThat(document.findValues("examples")).hasSizeGreaterThan(5);
  }

  /// Each rule finds what it is for.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/paths/~1health/get | sumary | \"\" | OPERATION has no field 'sumary'",
        "/paths/~1health/get/responses/200 | description | \"\" | is not described",
        "/paths/~1health/get/responses/200/content/application~1json | schema | | no schema",
        "/paths/~1health/get/responses | 503 | {\"description\": \"x\"} | not application/problem+json",
        "/paths/~1api~1costs/get/responses | 4XX | | does not say what 4XX is",
        "/paths/~1api~1costs/get/parameters/0 | schema | | has no schema",
        "/paths/~1api~1costs/get/parameters/0 | in | \"path\" | described are [path days]",
        "/paths/~1api~1costs/get | requestBody | {\"content\": {}} | takes a body",
        "/paths/~1api~1costs/get | tags | [\"new\"] | declared are",
        "/components/parameters/id | required | false | is not required",
        "/components/parameters/cursor | name | \"limit\" | stands twice",
        "/components/requestBodies/File/content/application~1json/schema | additionalProperties | true | unknown fields",
        "/components/schemas | Extra | {\"type\": \"object\"} | is used nowhere",
        "/components/schemas/Status/properties/last_activity/oneOf/1 | $ref | \"#/components/schemas/No\" | leads nowhere",
        "/components/schemas/Problem | required | [\"titel\"] | requires 'titel'",
        "/components/schemas/Problem/properties/status | minimum | 600 | beyond its maximum",
        "/components/schemas/Time | pattern | \"[\" | its pattern is none",
        "/components/schemas/Time | examples | [\"today\"] | is not what it describes",
        "/components/schemas/LogEntry/properties/severity | enum | [] | choices are none"
      })
  void everyRuleFindsWhatItIsFor(String place, String field, String value, String finding)
      throws IOException {
    var broken = (ObjectNode) document.deepCopy();
    var node = (ObjectNode) broken.at(place);
    if (value == null) {
      node.remove(field);
    } else {
      node.set(field, JSON.readTree(value));
    }
    assertThat(OpenApiLint.of(broken)).anySatisfy(one -> assertThat(one).contains(finding));
  }

  @Test
  void choiceThatStandsTwiceIsFound() {
    var broken = (ObjectNode) document.deepCopy();
    var choices =
        (ArrayNode) broken.at("/components/schemas/LogEntry/properties/severity").path("enum");
    choices.add(choices.get(0));
    assertThat(OpenApiLint.of(broken)).anySatisfy(one -> assertThat(one).contains("stand twice"));
  }
}
