package io.codedeveloper.functions;

import static io.codedeveloper.functions.ControlPlaneScenario.PROJECT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.codedeveloper.auth.Role;
import io.codedeveloper.daemon.Iterations;
import io.codedeveloper.daemon.Leases;
import io.codedeveloper.file.FilePath;
import io.codedeveloper.file.Files;
import io.codedeveloper.functions.api.ControlPlane;
import io.codedeveloper.functions.http.Endpoint;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every path of the API over real HTTP, hosted by the real invoker: as it is meant to be used, by
/// those who may not, and under its function's own name.
final class EveryPathIT {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private Invoker invoker;
  private int port;

  @BeforeEach
  void start() throws Exception {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var loader = EveryPathIT.class.getClassLoader();
    invoker = new Invoker(port, ControlApi.class.getName(), "http", loader);
    invoker.startTestServer();
    fill();
  }

  @AfterEach
  void stop() throws Exception {
    invoker.stopServer();
    plane.close();
  }

  /// One thing of each kind.
  private void fill() {
    var documents = plane.world.documents;
    var notifications = new Notifications(documents);
    notifications.notifyOnce(
        PROJECT, NotificationDraft.question("i1", "ask", "Which?", "Which one?", List.of("a")));
    notifications.notifyOnce(
        PROJECT, NotificationDraft.of("i1", "told", Type.INFO, Level.LOW, "It is so", "Now."));
    new Iterations(documents, new Leases(documents, Leases.TIME_TO_LIVE)).create(PROJECT, "i1");
    var roadmap = new FilePath("docs/ROADMAP.md");
    new Files(plane.world.blobs, plane.world.clock, PROJECT, roadmap)
        .mirror(roadmap, "### PRIORITY 1: First\n**Status**: 📝 Planned\n".getBytes(UTF_8));
    plane.world.logs.append(
        new Entry(
            plane.world.clock.instant(), Severity.INFO, "demo", Optional.empty(), "it began"));
  }

  /// A request, and what must come of it.
  private record Row(String method, String path, String body, int status, String answer) {
    static Row get(String path, String answer) {
      return new Row("GET", path, "", 200, answer);
    }

    String plainPath() {
      return path.replaceFirst("\\?.*", "");
    }
  }

  private static final List<Row> ROWS =
      List.of(
          Row.get("/", "\"health\":\"/health\""),
          Row.get("/health", "\"status\":\"healthy\""),
          Row.get("/docs", "<h2><code>GET /health</code></h2>"),
          Row.get("/openapi.json", "\"openapi\":\"3.1.0\""),
          Row.get("/api/health", "\"database\":\"connected\""),
          Row.get("/api/daemon/status", "\"status\":\"stopped\""),
          new Row("POST", "/api/daemon/start", "{\"priority\":\"1\"}", 202, "\"type\":\"start\""),
          new Row("POST", "/api/daemon/restart", "{}", 202, "\"type\":\"restart\""),
          new Row("POST", "/api/daemon/stop?wait=true", "", 200, "\"type\":\"stop\""),
          Row.get("/api/files/roadmap", "PRIORITY 1: First"),
          new Row("PUT", "/api/files/roadmap", "{\"content\":\"# New\"}", 200, "\"version\":"),
          new Row("PUT", "/api/files/docs/a%20b.md", "{\"content\":\"é\"}", 200, "docs/a b.md"),
          Row.get("/api/files/docs/a%20b.md", "é"),
          Row.get("/api/notifications?limit=1&status=pending", "\"next_cursor\":\""),
          new Row(
              "POST",
              "/api/notifications/i1.ask/respond",
              "{\"response\":\"a\"}",
              200,
              "\"type\":\"respond\""),
          new Row("POST", "/api/notifications/i1.told/read", "", 200, "\"status\":\"read\""),
          Row.get("/api/notifications/stream", "event: end"),
          new Row("DELETE", "/api/notifications/i1.told", "", 200, "\"status\":\"dismissed\""),
          Row.get("/api/iterations?limit=5", "\"id\":\"i1\""),
          Row.get("/api/iterations/i1", "\"journal\":[]"),
          Row.get("/api/costs?days=7", "\"spent_usd\":0"),
          Row.get("/api/logs?tail=5&level=info", "it began"),
          Row.get("/api/schedule", "\"cron\":"),
          new Row("PUT", "/api/schedule", "{\"cron\":\"30m\"}", 200, "\"cron\":\"30m\""));

  private List<Endpoint> endpoints() {
    return new ControlPlane(plane.world.platform(), "local", plane.world.clock::advance).all();
  }

  private Endpoint endpoint(Row row) {
    return endpoints().stream()
        .filter(one -> one.method().equals(row.method()) && fits(one, row.plainPath()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no endpoint takes " + row));
  }

  private static boolean fits(Endpoint endpoint, String path) {
    return path.matches(endpoint.path().replace("{path...}", ".+").replaceAll("\\{\\w+}", "[^/]+"));
  }

  private HttpResponse<String> send(Row row, String prefix, Optional<String> token)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + prefix + row.path()))
            .header("Content-Type", "application/json")
            .method(row.method(), BodyPublishers.ofString(row.body()));
    token.ifPresent(one -> request.header("Authorization", "Bearer " + one));
    // The server closes a connection whose body it refused to read: none is used again.
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private Optional<String> token(String subject, Role role) {
    return Optional.of(plane.tokenOf(subject, role));
  }

  @Test
  void everyPathHasItsRow() {
    assertThat(ROWS.stream().map(this::endpoint).map(EveryPathIT::name))
        .containsExactlyInAnyOrderElementsOf(endpoints().stream().map(EveryPathIT::name).toList());
  }

  private static String name(Endpoint endpoint) {
    return endpoint.method() + " " + endpoint.path();
  }

  @Test
  void everyPathAnswersAsDescribed() throws Exception {
    for (var row : ROWS) {
      var answer = send(row, "", token("ann", Role.OPERATOR));
      assertThat(answer.statusCode()).as("%s: %s", row, answer.body()).isEqualTo(row.status());
      assertThat(answer.body()).as("%s", row).contains(row.answer());
      DescribedApi.read().check(exchange(row, answer));
    }
  }

  private static DescribedApi.Exchange exchange(Row row, HttpResponse<String> answer) {
    var query = Optional.ofNullable(URI.create(row.path()).getQuery()).orElse("");
    var names =
        Stream.of(query.split("&"))
            .filter(one -> !one.isEmpty())
            .map(one -> one.replaceFirst("=.*", ""))
            .collect(Collectors.toSet());
    return new DescribedApi.Exchange(
        row.method(),
        row.plainPath(),
        names,
        "application/json",
        row.body(),
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.body());
  }

  @Test
  void nobodyGetsInWithoutAToken() throws Exception {
    for (var row : ROWS) {
      var needed = endpoint(row).needs().isPresent();
      var status = send(row, "", Optional.empty()).statusCode();
      assertThat(status == 401).as("%s: %d", row, status).isEqualTo(needed);
    }
    assertThat(plane.world.bus.published).isEmpty();
  }

  @Test
  void viewerChangesNothing() throws Exception {
    var refused = new ArrayList<String>();
    for (var row : ROWS) {
      if (endpoint(row).needs().equals(Optional.of(Role.OPERATOR))) {
        var answer = send(row, "", token("eve", Role.VIEWER));
        assertThat(answer.statusCode()).as("%s", row).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
        refused.add(row.path());
      }
    }
    assertThat(refused).hasSize(9);
    assertThat(plane.world.bus.published).isEmpty();
  }

  @Test
  void everyPathAnswersUnderItsFunctionsName() throws Exception {
    for (var row : ROWS) {
      var name = endpoint(row).function();
      if (row.method().equals("GET") && !row.path().startsWith("/api/files/docs")) {
        var answer = send(row, "/" + name, token("bob", Role.VIEWER));
        assertThat(answer.statusCode()).as("%s under %s", row, name).isEqualTo(200);
      }
    }
  }
}
