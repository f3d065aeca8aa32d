package io.codedeveloper.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codedeveloper.functions.api.ControlPlane;
import io.codedeveloper.functions.api.OpenApiFile;
import io.codedeveloper.functions.http.Call;
import io.codedeveloper.functions.http.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The description of the API: whole, well-formed, and served.
final class DescriptionTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final JsonNode document = new ObjectMapper().valueToTree(OpenApiFile.read());

  @AfterEach
  void close() {
    plane.close();
  }

  private Stream<String> served() {
    var all = new ControlPlane(plane.world.platform(), "local", plane.world.clock::advance).all();
    return all.stream().map(DescriptionTest::name);
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method() + " " + endpoint.path().replace("...", "");
  }

  @Test
  void everyPathIsDescribedAndEveryDescribedPathIsServed() {
    assertThat(DescribedApi.read().operations().map(one -> one.method() + " " + one.path()))
        .containsExactlyInAnyOrderElementsOf(served().toList());
  }

  @Test
  void whatAnyoneMayAskForNeedsNoTokenInTheDescription() {
    var all = new ControlPlane(plane.world.platform(), "local", plane.world.clock::advance).all();
    var open = all.stream().filter(one -> one.needs().isEmpty()).map(DescriptionTest::name);
    assertThat(
            DescribedApi.read()
                .operations()
                .filter(one -> one.node().path("security").isArray())
                .map(one -> one.method() + " " + one.path()))
        .containsExactlyInAnyOrderElementsOf(open.toList());
  }

  @Test
  void everyOperationHasANameASummaryAndAnswers() {
    var operations = DescribedApi.read().operations().toList();
    assertThat(operations)
        .allSatisfy(one -> {
          assertThat(one.node().path("operationId").asText()).matches("[a-z][A-Za-z]+");
          assertThat(one.node().path("summary").asText()).endsWith(".");
          assertThat(one.node().path("responses").isEmpty()).isFalse();
        });
    assertThat(operations.stream().map(one -> one.node().path("operationId").asText()))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
  }

  @Test
  void descriptionIsServedToAnyone() {
    var json = plane.send(TestRequest.of("GET", "/openapi.json", "", Map.of()));
    assertThat(json.json().get("openapi").getAsString()).isEqualTo("3.1.0");
    var page = plane.send(TestRequest.of("GET", "/docs", "", Map.of()));
    assertThat(page.text()).contains("<h2><code>POST /api/daemon/start</code></h2>");
    assertThat(page.getHeaders().get("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("default-src 'none'", "style-src 'sha256-");
  }

  @Test
  void bareAddressInProductionNamesNoDescription() {
    var endpoint = ControlPlane.welcome("production");
    var call = new Call("", Map.of(), Map.of(), Optional.empty(), new byte[0]);
    assertThat(new String(endpoint.action().answer(call).body(), UTF_8))
        .contains("/health")
        .doesNotContain("/docs", "/openapi.json");
  }

  @Test
  void descriptionIsNotServedInProduction() {
    assertThat(ControlPlane.description("production")).isEmpty();
    assertThat(
            new ControlPlane(plane.world.platform(), "production", plane.world.clock::advance)
                .all())
        .extracting(Endpoint::path)
        .doesNotContain("/openapi.json", "/docs");
  }
}
