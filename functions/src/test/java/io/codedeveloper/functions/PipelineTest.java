package io.codedeveloper.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.functions.delivery.DeliverySettings;
import io.codedeveloper.functions.http.Answer;
import io.codedeveloper.functions.http.Endpoint;
import io.codedeveloper.functions.http.Pipeline;
import io.codedeveloper.platform.Fields;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TraceContext;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PipelineTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();

  @AfterEach
  void close() {
    plane.close();
  }

  private TestResponse as(String authorization, String method, String path) {
    return plane.send(TestRequest.of(method, path, "", Map.of("Authorization", authorization)));
  }

  @Test
  void healthIsForAnyoneAndTouchesNothing() {
    plane.world.documents.reachable(false);
    var answer = plane.send(TestRequest.of("GET", "/health", "", Map.of()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("status").getAsString()).isEqualTo("healthy");
    assertThat(answer.json().get("environment").getAsString()).isEqualTo("local");
  }

  @Test
  void whatServesARequestKnowsItsTrace() throws IOException {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var endpoint =
        new Endpoint(
            "function",
            "GET",
            "/x",
            Optional.empty(),
            call ->
                Answer.bytes(
                    200,
                    "text/plain",
                    TraceContext.current().orElseThrow().trace().getBytes(UTF_8)));
    var headers = Map.of("Traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    var response = new TestResponse();

    new Alive(
            new Pipeline(
                token -> Optional.empty(), 1, plane.world.clock, new Alive.ToldToTheHost()),
            List.of(endpoint))
        .serve(TestRequest.of("GET", "/x", "", headers), response);

    assertThat(response.text()).isEqualTo(trace);
  }

  @Test
  void dependenciesAreNamedWithTheirState() {
    var healthy = plane.get("/api/health");
    assertThat(healthy.status()).isEqualTo(200);
    assertThat(healthy.json().get("database").getAsString()).isEqualTo("connected");
    assertThat(healthy.json().getAsJsonObject("latency_ms").keySet())
        .containsExactly("database", "storage", "schedule");
    plane.world.documents.reachable(false);
    var unhealthy = plane.get("/api/health");
    assertThat(unhealthy.status()).isEqualTo(503);
    assertThat(unhealthy.json().get("database").getAsString()).isEqualTo("unreachable");
  }

  @Test
  void everyReasonForA401IsTheSameAnswer() {
    var answers = new HashSet<String>();
    for (var authorization :
        List.of("", "Bearer", "Bearer ", "Bearer x.y.z", "Basic YTpi", "Bearer a b")) {
      var answer = as(authorization, "GET", "/api/daemon/status");
      assertThat(answer.status()).isEqualTo(401);
      answers.add(answer.text() + answer.getHeaders());
    }
    var twice =
        new TestRequest(
            "GET",
            "/api/daemon/status",
            new byte[0],
            Map.of("Authorization", List.of("Bearer a", "Bearer b")),
            0);
    var answer = plane.send(twice);
    answers.add(answer.text() + answer.getHeaders());
    assertThat(answers).hasSize(1);
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void viewerMayLookButNotChange() {
    var viewer = "Bearer " + plane.token(Role.VIEWER);
    assertThat(as(viewer, "GET", "/api/daemon/status").status()).isEqualTo(200);
    assertThat(as(viewer, "POST", "/api/daemon/start").status()).isEqualTo(403);
    assertThat(as(viewer, "PUT", "/api/files/roadmap").status()).isEqualTo(403);
    assertThat(as(viewer, "DELETE", "/api/notifications/x").status()).isEqualTo(403);
  }

  @Test
  void hundredRequestsAMinuteAreServedToEachSubject() {
    var ann = "Bearer " + plane.tokenOf("ann", Role.VIEWER);
    for (int i = 0; i < 100; i++) {
      assertThat(as(ann, "GET", "/api/daemon/status").status()).isEqualTo(200);
    }
    var refused = as(ann, "GET", "/api/daemon/status");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).contains("1");
    var bob = "Bearer " + plane.tokenOf("bob", Role.VIEWER);
    assertThat(as(bob, "GET", "/api/daemon/status").status()).isEqualTo(200);
    plane.world.clock.advance(Duration.ofSeconds(2));
    assertThat(as(ann, "GET", "/api/daemon/status").status()).isEqualTo(200);
  }

  @Test
  void bodyOverTenMegabytesIsRefused() {
    var headers = Map.of("Authorization", List.of("Bearer " + plane.token(Role.OPERATOR)));
    var announced = new TestRequest("PUT", "/api/files/roadmap", new byte[0], headers, 10_000_001);
    assertThat(plane.send(announced).status()).isEqualTo(413);
    var chunked = new TestRequest("PUT", "/api/files/roadmap", new byte[10_000_001], headers, -1);
    assertThat(plane.send(chunked).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/daemon", "/api/none", "/api/daemon/status/x", "/none", "//"})
  void unknownPathIsNotFound(String path) {
    assertThat(plane.get(path).status()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "/api"})
  void bareAddressSaysWhereEverythingIs(String path) {
    var answer = plane.send(TestRequest.of("GET", path, "", Map.of()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("name").getAsString()).isEqualTo("code-developer");
    assertThat(answer.json().getAsJsonObject("links").asMap().values())
        .extracting(JsonElement::getAsString)
        .containsExactly("/health", "/docs", "/openapi.json")
        .allSatisfy(link -> assertThat(plane.get(link).status()).isEqualTo(200));
  }

  @Test
  void bareAddressOfAFunctionAloneAnswersToo() throws Exception {
    var answer = new TestResponse();
    new DaemonStatus().service(TestRequest.of("GET", "/", "", Map.of()), answer);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("/health");
  }

  @Test
  void otherMethodIsNotAllowedAndTheRightOnesAreNamed() {
    var answer = plane.call("POST", "/api/daemon/status", "", Map.of());
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("GET");
    assertThat(plane.call("PATCH", "/api/files/a", "", Map.of()).header("Allow"))
        .contains("GET, PUT");
  }

  @Test
  void malformedAddressIsAProblem() {
    assertThat(plane.get("/api/files/a b").status()).isEqualTo(400);
  }

  @Test
  void answersForbidSniffingFramingAndCaching() {
    var answer = plane.get("/api/daemon/status");
    assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Content-Security-Policy")).isPresent();
    assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
  }

  @Test
  void ourMistakeIsLoggedWithoutSecretsAndHiddenFromTheCaller() {
    plane.world.secrets.put(SecretSource.Name.GITHUB_TOKEN, Secret.of("not-a-usual-token-form"));
    plane.close();
    try (var fresh = new ControlPlaneScenario()) {
      fresh.projects.update(
          ControlPlaneScenario.PROJECT,
          project -> project.with("desired", ControlPlaneScenario.KEY));
      var answer = fresh.get("/api/daemon/status");
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text()).doesNotContain("Exception", "desired");
      var logged = fresh.world.logs.entries.getFirst();
      assertThat(logged.severity()).isEqualTo(Severity.ERROR);
      assertThat(logged.message())
          .contains("IllegalArgumentException")
          .doesNotContain(ControlPlaneScenario.KEY);
    }
  }

  @Test
  void missingServiceIsLoggedAndTheCallerTriesAgain() {
    plane.world.documents.reachable(false);
    var answer = plane.get("/api/notifications");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("5");
    assertThat(plane.world.logs.entries.getFirst().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void whatTheInstallationLacksIsLoggedAndNotBlamedOnTheCaller() {
    lackARight();
    var answer = plane.put("/api/schedule", "{\"cron\":\"0 2 * * *\"}");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.detail()).contains("this installation may not use").doesNotContain("roles/");
    var logged = plane.world.logs.entries.getFirst();
    assertThat(logged.severity()).isEqualTo(Severity.ERROR);
    assertThat(logged.message()).contains("grant its service account roles/x");
  }

  @Test
  void dependencyThatMayNotBeUsedIsNamed() {
    lackARight();
    var answer = plane.get("/api/health");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.json().get("schedule").getAsString()).isEqualTo("unusable");
    assertThat(answer.json().get("database").getAsString()).isEqualTo("connected");
    assertThat(plane.world.logs.entries.getFirst().message()).contains("roles/x");
  }

  private void lackARight() {
    plane.world.schedule.failure =
        Optional.of(
            new InstallationException(
                "the schedules may not be used by this process; grant its service account roles/x",
                new IllegalStateException("PERMISSION_DENIED")));
  }

  @Test
  void userErrorIsToldToTheCaller() {
    plane.projects.update(
        ControlPlaneScenario.PROJECT, project -> project.with("roadmapPath", "../x"));
    var answer = plane.get("/api/files/roadmap");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains("../x");
  }

  @Test
  void emptyInstallationSaysSo() {
    plane.world.documents.transact(tx -> {
      tx.put(io.codedeveloper.platform.DocumentPath.of("projects", "demo"), Fields.empty());
      return true;
    });
    assertThat(plane.get("/api/daemon/status").detail()).contains("no project is set up");
  }

  @Test
  void secretThatIsMissingOrShortIsReportedAtTheStart() {
    assertThatThrownBy(() ->
            Wiring.tokens(
                name -> Optional.empty(), FunctionsConfiguration.local(), plane.world.clock))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("API_AUTH_SECRET is not set");
    assertThatThrownBy(() ->
            Wiring.tokens(
                name -> Optional.of(Secret.of("short")),
                FunctionsConfiguration.local(),
                plane.world.clock))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("5 bytes");
  }

  @Test
  void configurationReportsEveryProblemAtOnce() {
    assertThatThrownBy(() ->
            FunctionsConfiguration.from(
                Map.of("ENVIRONMENT", "e".repeat(256), "REQUESTS_PER_MINUTE", "many")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("ENVIRONMENT")
        .hasMessageContaining("'many'");
    var configuration =
        FunctionsConfiguration.from(Map.of("API_ISSUER", "us", "REQUESTS_PER_MINUTE", "7"));
    assertThat(configuration)
        .isEqualTo(
            new FunctionsConfiguration(
                "production",
                "code-developer",
                Optional.of("us"),
                7,
                Optional.empty(),
                DeliverySettings.usual()));
  }

  @Test
  void platformWithoutItsModuleIsReportedWithEverythingElseThatIsWrong() {
    assertThatThrownBy(() -> Wiring.from(Map.of("PLATFORM", "moon", "REQUESTS_PER_MINUTE", "none")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("REQUESTS_PER_MINUTE")
        .hasMessageContaining("moon");
  }

  @Test
  void everyProblemOfTheFunctionsAndOfTheirPlatformIsReportedAtOnce() {
    assertThatThrownBy(() -> Wiring.from(Map.of("REQUESTS_PER_MINUTE", "many")))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("REQUESTS_PER_MINUTE")
        .hasMessageContaining("GCP_PROJECT_ID")
        .hasMessageContaining("GCS_BUCKET");
  }

  @Test
  void everyDeployedFunctionServesItsOwnPathOnly() throws Exception {
    for (var function :
        List.of(
            new Health(),
            new ApiHealth(),
            new DaemonStatus(),
            new DaemonStart(),
            new DaemonStop(),
            new DaemonRestart(),
            new ProjectFiles(),
            new NotificationList(),
            new NotificationRespond(),
            new NotificationRead(),
            new NotificationDelete(),
            new IterationList(),
            new Costs(),
            new DaemonLogs(),
            new NotificationEvents(),
            new WorkHours(),
            new ApiDocs())) {
      var elsewhere = new TestResponse();
      function.service(TestRequest.of("GET", "/none", "", Map.of()), elsewhere);
      assertThat(elsewhere.status()).isEqualTo(404);
    }
    var alive = new TestResponse();
    new Health().service(TestRequest.of("GET", "/health/", "", Map.of()), alive);
    assertThat(alive.status()).isEqualTo(200);
  }
}
