package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.codedeveloper.auth.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The API over real HTTP, hosted by the real invoker.
final class ControlApiIT {
  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final HttpClient client = HttpClient.newHttpClient();
  private Invoker invoker;
  private int port;

  @BeforeEach
  void start() throws Exception {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var loader = ControlApiIT.class.getClassLoader();
    invoker = new Invoker(port, ControlApi.class.getName(), "http", loader);
    invoker.startTestServer();
  }

  @AfterEach
  void stop() throws Exception {
    invoker.stopServer();
    client.close();
    plane.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + plane.token(Role.OPERATOR));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void mainPathsAnswer() throws Exception {
    assertThat(send(request("/health")).statusCode()).isEqualTo(200);
    var started = send(request("/api/daemon/start").POST(BodyPublishers.ofString("{}")));
    assertThat(started.statusCode()).isEqualTo(202);
    var status = send(request("/api/daemon/status"));
    assertThat(status.body()).contains("\"status\":\"idle\"");
    assertThat(status.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    var stopped = send(request("/api/daemon/stop?wait=true").POST(BodyPublishers.ofString("{}")));
    assertThat(stopped.statusCode()).isEqualTo(200);
  }

  @Test
  void fileIsWrittenAndReadWithItsVersion() throws Exception {
    var body = BodyPublishers.ofString("{\"content\":\"# é 🚀\"}");
    var written = send(request("/api/files/docs/a%20b.md").PUT(body));
    assertThat(written.statusCode()).isEqualTo(200);
    var read = send(request("/api/files/docs/a%20b.md"));
    assertThat(read.body()).isEqualTo("# é 🚀");
    assertThat(read.headers().firstValue("ETag")).isEqualTo(written.headers().firstValue("ETag"));
  }

  @Test
  void requestWithoutATokenIsAProblemDocument() throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/daemon/status"))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/files/../../etc/passwd",
        "/api/files/%2e%2e/%2e%2e/etc/passwd",
        "/api/files/..%2f..%2fetc/passwd",
        "/api/files/.git/config",
        "/api/files/a%00b"
      })
  void pathThatLeavesTheRepositoryNeverAnswersWithContent(String path) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var request =
          "GET %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
              .formatted(path, plane.token(Role.OPERATOR));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).containsPattern("^HTTP/1.1 4\\d\\d").doesNotContain("root:");
    }
  }
}
