package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.daemon.CommandHandler;
import io.codedeveloper.daemon.DaemonMessage;
import io.codedeveloper.daemon.Desired;
import io.codedeveloper.daemon.ProjectSettings;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.project.ProjectId;
import io.codedeveloper.testing.FaultRow;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DaemonPathsTest {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();

  @AfterEach
  void close() {
    plane.close();
  }

  private void deliver() {
    var handler = new CommandHandler(plane.world.platform());
    plane.world.bus.take().forEach(message -> handler.handle(DaemonMessage.from(message)));
  }

  @Test
  void statusOfAStoppedDaemonHasEveryField() {
    var answer = plane.get("/api/daemon/status");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().keySet())
        .containsExactly(
            "status",
            "current_task",
            "progress",
            "step",
            "uptime_seconds",
            "last_activity",
            "metadata");
    assertThat(answer.json().get("status").getAsString()).isEqualTo("stopped");
    assertThat(answer.json().get("current_task").isJsonNull()).isTrue();
    assertThat(answer.json().getAsJsonObject("metadata").get("project").getAsString())
        .isEqualTo("demo");
  }

  @Test
  void startedDaemonIsWorkingOnceItsIterationIsLaunched() {
    var answer = plane.post("/api/daemon/start", "");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("status").getAsString()).isEqualTo("success");
    var command = answer.json().getAsJsonObject("data").getAsJsonObject("command");
    assertThat(command.get("type").getAsString()).isEqualTo("start");
    assertThat(command.get("issued_by").getAsString()).isEqualTo("ann");
    deliver();
    plane.world.clock.advance(java.time.Duration.ofSeconds(42));
    var status = plane.get("/api/daemon/status").json();
    assertThat(status.get("status").getAsString()).isEqualTo("working");
    assertThat(status.get("uptime_seconds").getAsLong()).isEqualTo(42);
    assertThat(plane.post("/api/daemon/start", "{}").status()).isEqualTo(409);
    assertThat(plane.post("/api/daemon/start", "{\"force\":true,\"priority\":null}").status())
        .isEqualTo(202);
  }

  @Test
  @FaultRow({"C11", "C13", "C14"})
  void unreachableStoreIsAnUnknownState() {
    plane.world.documents.reachable(false);
    var answer = plane.get("/api/daemon/status");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("status").getAsString()).isEqualTo("unknown");
    assertThat(since(answer)).isEqualTo("2026-03-01T12:00:00Z");
    var refused = plane.post("/api/daemon/start", "");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.getHeaders().get("Retry-After")).isNotEmpty();
  }

  @Test
  void statusIsAnsweredFromOneDocument() {
    plane.post("/api/daemon/start", "");
    deliver();
    var before = plane.world.documents.reads();
    var status = plane.get("/api/daemon/status?project=demo").json();
    assertThat(status.get("status").getAsString()).isEqualTo("working");
    assertThat(plane.world.documents.reads() - before).isOne();
  }

  @Test
  void unknownStateSaysSinceWhen() {
    plane.world.documents.reachable(false);
    plane.get("/api/daemon/status");
    plane.world.clock.advance(java.time.Duration.ofMinutes(1));
    assertThat(since(plane.get("/api/daemon/status"))).isEqualTo("2026-03-01T12:00:00Z");
    plane.world.documents.reachable(true);
    assertThat(plane.get("/api/daemon/status").json().get("status").getAsString())
        .isEqualTo("stopped");
    plane.world.documents.reachable(false);
    assertThat(since(plane.get("/api/daemon/status"))).isEqualTo("2026-03-01T12:01:00Z");
  }

  private static String since(TestResponse answer) {
    return answer.json().getAsJsonObject("metadata").get("since").getAsString();
  }

  @Test
  @FaultRow("C12")
  void writeThatArrivesAfterTheCallersSecondTryIsNoSecondCommand() {
    var key = Map.of("Idempotency-Key", "k1");
    plane.world.documents.delayNextWrite();
    assertThat(plane.call("POST", "/api/daemon/start", "", key).status()).isEqualTo(503);
    var again = plane.call("POST", "/api/daemon/start", "", key);
    assertThat(again.status()).isEqualTo(202);
    plane.world.documents.arriveLate();
    assertThat(plane.projects.require(PROJECT).commandSequence()).isOne();
    deliver();
    assertThat(plane.world.jobs.launched).hasSize(1);
  }

  @Test
  @FaultRow({"C1", "C12"})
  void writeWhoseAcknowledgementIsLostIsNoSecondCommandWhenTheCallerTriesAgain() {
    var key = Map.of("Idempotency-Key", "k1");
    plane.world.documents.loseNextAcknowledgement();
    assertThat(plane.call("POST", "/api/daemon/start", "", key).status()).isEqualTo(503);
    var again = plane.call("POST", "/api/daemon/start", "", key);
    assertThat(again.status()).isEqualTo(202);
    assertThat(plane.projects.require(PROJECT).commandSequence()).isOne();
    deliver();
    assertThat(plane.world.jobs.launched).hasSize(1);
  }

  @Test
  void unknownPriorityIsRefusedOnceTheRoadmapIsKnown() {
    assertThat(start("PRIORITY 9").status()).isEqualTo(202);
    plane.post("/api/daemon/stop", "{\"graceful\":false}");
    new Files(plane.world.blobs, plane.world.clock, PROJECT, new FilePath("docs/ROADMAP.md"))
        .mirror(
            new FilePath("docs/ROADMAP.md"),
            "# Roadmap\n\n## PRIORITY 1: First\n\n**Status**: 📝 Planned\n"
                .getBytes(StandardCharsets.UTF_8));
    var refused = start("PRIORITY 9");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("PRIORITY 9");
    assertThat(start("PRIORITY 1").status()).isEqualTo(202);
    plane.post("/api/daemon/stop", "{\"graceful\":false}");
    assertThat(start("1").status()).as("as an iteration understands it").isEqualTo(202);
  }

  private TestResponse start(String priority) {
    return plane.post("/api/daemon/start", "{\"priority\":\"%s\"}".formatted(priority));
  }

  @Test
  void stopIsAcceptedAndWaitedForOnDemand() {
    plane.post("/api/daemon/start", "");
    assertThat(plane.post("/api/daemon/stop", "").status()).isEqualTo(202);
    assertThat(plane.projects.require(PROJECT).desired()).isEqualTo(Desired.STOPPED);
    assertThat(plane.post("/api/daemon/stop?wait=true", "{\"timeout\":2}").status()).isEqualTo(200);
  }

  @Test
  void stopThatTakesTooLongIsATimeout() {
    plane.post("/api/daemon/start", "");
    deliver();
    var answer = plane.post("/api/daemon/stop?wait=true", "{\"graceful\":true,\"timeout\":2}");
    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.detail()).contains("2 seconds");
  }

  @Test
  void restartIsAccepted() {
    assertThat(plane.post("/api/daemon/restart", "{}").status()).isEqualTo(202);
    assertThat(plane.projects.require(PROJECT).desired()).isEqualTo(Desired.RUNNING);
  }

  @Test
  @FaultRow({"C1", "C3", "C4"})
  void sameIdempotencyKeyGivesTheSameCommand() {
    var key = Map.of("Idempotency-Key", "k1");
    var first = plane.call("POST", "/api/daemon/restart", "", key);
    var again = plane.call("POST", "/api/daemon/restart", "", key);
    assertThat(again.status()).isEqualTo(202);
    assertThat(id(again)).isEqualTo(id(first));
    var other = plane.call("POST", "/api/daemon/stop", "", key);
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.detail()).contains("k1");
    assertThat(plane.call("POST", "/api/daemon/stop", "", Map.of("Idempotency-Key", " ")).status())
        .isEqualTo(400);
  }

  private static String id(TestResponse answer) {
    var command = answer.json().getAsJsonObject("data").getAsJsonObject("command");
    return command.get("id").getAsString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/daemon/start | [] | must be a JSON object",
        "/api/daemon/start | {\"force\":true} x | not valid JSON",
        "/api/daemon/start | {\"force\":true}{} | ",
        "/api/daemon/start | {\"force\":'true'} | not valid JSON",
        "/api/daemon/start | {\"force\":\"true\"} | true or false",
        "/api/daemon/start | {\"force\":{}} | must be a text",
        "/api/daemon/start | {\"force\":true,\"force\":false} | stands twice",
        "/api/daemon/start | {\"priorty\":\"1\"} | known are: priority, force",
        "/api/daemon/start | {\"priority\":7} | must be a text",
        "/api/daemon/stop | {\"timeout\":1.5} | whole number",
        "/api/daemon/stop | {\"timeout\":-1} | 0 to 3600",
        "/api/daemon/stop | {\"timeout\":3601} | 0 to 3600",
        "/api/daemon/stop?wait=maybe | {} | true or false",
        "/api/daemon/stop?wait=true&wait=true | {} | more than once",
        "/api/daemon/restart | {\"a\":1} | known are: none"
      })
  void badBodyIsAProblemThatSaysWhat(String path, String body, String detail) {
    var answer = plane.post(path, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).contains(detail == null ? "" : detail);
    assertThat(answer.getContentType()).contains("application/problem+json");
    assertThat(plane.world.bus.published).isEmpty();
  }

  @Test
  void bodyOfAnotherTypeOrEncodingIsRefused() {
    var text = Map.of("Content-Type", "text/plain");
    assertThat(plane.call("POST", "/api/daemon/start", "{}", text).status()).isEqualTo(415);
    var json = Map.of("Content-Type", "application/json; charset=utf-8");
    assertThat(plane.call("POST", "/api/daemon/start", "{}", json).status()).isEqualTo(202);
    var request =
        new TestRequest(
            "POST",
            "/api/daemon/stop",
            new byte[] {(byte) 0xff},
            Map.of(
                "authorization",
                java.util.List.of("bearer " + plane.token(io.codedeveloper.auth.Role.OPERATOR))),
            1);
    assertThat(plane.send(request).detail()).contains("UTF-8");
  }

  @Test
  void projectIsChosenByItsName() {
    plane.projects.create(new ProjectId("other"), ProjectSettings.of("/srv/another"));
    var other = plane.get("/api/daemon/status?project=demo").json().getAsJsonObject("metadata");
    assertThat(other.get("repository").getAsString()).isEqualTo("/srv/repository");
    assertThat(plane.get("/api/daemon/status?project=none").status()).isEqualTo(404);
    assertThat(plane.get("/api/daemon/status?project=N%20O").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/daemon/status",
        "/daemon-status",
        "/daemon-status/",
        "/daemon-status/api/daemon/status"
      })
  void functionAnswersUnderItsOwnNameToo(String path) {
    assertThat(plane.get(path).status()).isEqualTo(200);
  }
}
