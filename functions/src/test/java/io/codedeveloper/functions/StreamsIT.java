package io.codedeveloper.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.functions.invoker.runner.Invoker;
import io.codedeveloper.auth.Role;
import io.codedeveloper.notification.Notification.Level;
import io.codedeveloper.notification.Notification.Type;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.notification.Notifications;
import io.codedeveloper.platform.LogStore.Entry;
import io.codedeveloper.platform.LogStore.Severity;
import io.codedeveloper.platform.contract.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams over real HTTP, hosted by the real invoker. A stream looks again when it is given a
/// turn.
final class StreamsIT {
  private static final String LOGS = "/api/logs?follow=true";
  private static final String NOTIFICATIONS = "/api/notifications/stream";

  private final ControlPlaneScenario plane = new ControlPlaneScenario();
  private final Semaphore turns = new Semaphore(0);
  private Invoker invoker;
  private int port;
  private boolean hosting;

  @BeforeEach
  void start() throws Exception {
    plane.each(pause -> waitForATurn());
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var loader = StreamsIT.class.getClassLoader();
    invoker = new Invoker(port, ControlApi.class.getName(), "http", loader);
    invoker.startTestServer();
    hosting = true;
  }

  private void waitForATurn() {
    try {
      turns.acquire();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() throws Exception {
    // Nobody reads them any more: they end when they write.
    turns.release(1000);
    stopHost();
    plane.close();
  }

  private void stopHost() throws Exception {
    if (hosting) {
      hosting = false;
      invoker.stopServer();
    }
  }

  private final class Client implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    private final BufferedReader answer =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

    Client(String path) throws IOException {
      this(path, "");
    }

    /// @param lastEventId that an earlier stream had; empty: none
    Client(String path, String lastEventId) throws IOException {
      var request =
          "GET %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\nLast-Event-ID: %s\r\n\r\n"
              .formatted(path, plane.token(Role.VIEWER), lastEventId);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads on to the first line that begins like this.
    String line(String beginning) throws IOException {
      for (var line = answer.readLine(); line != null; line = answer.readLine()) {
        if (line.startsWith(beginning)) {
          return line;
        }
      }
      throw new AssertionError("the stream ended without '" + beginning + "'");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private void log(String message) {
    log(Severity.INFO, "i1", message);
  }

  private void log(Severity severity, String iteration, String message) {
    var now = plane.world.clock.instant();
    plane.world.logs.append(new Entry(now, severity, "demo", Optional.of(iteration), message));
  }

  private static long streaming() {
    return Thread.getAllStackTraces().values().stream()
        .filter(stack -> Arrays.stream(stack).anyMatch(StreamsIT::isOfStream))
        .count();
  }

  private static boolean isOfStream(StackTraceElement frame) {
    return frame.getClassName().equals("io.codedeveloper.functions.api.Streams");
  }

  @Test
  void entryIsThereWhenItIsLogged() throws Exception {
    log("before");
    try (var client = new Client(LOGS)) {
      assertThat(client.line("HTTP/1.1 ")).contains("200");
      assertThat(client.line("data: ")).contains("before");
      log("after");
      turns.release();
      assertThat(client.line("data: ")).contains("after");
    }
  }

  @Test
  void onlyWhatWasAskedForIsSentAndFollowed() throws Exception {
    log(Severity.ERROR, "i2", "too old");
    plane.world.clock.advance(Duration.ofMinutes(20));
    log(Severity.ERROR, "i2", "before the tail");
    log(Severity.WARNING, "i2", "wanted");
    log(Severity.INFO, "i2", "not grave enough");
    log(Severity.ERROR, "i1", "of another iteration");
    try (var client = new Client(LOGS + "&level=warning&iteration=i2&since=15m&tail=1")) {
      assertThat(client.line("data: ")).contains("wanted");
      log(Severity.INFO, "i2", "not grave enough");
      log(Severity.ERROR, "i1", "of another iteration");
      log(Severity.ERROR, "i2", "wanted, too");
      turns.release();
      assertThat(client.line("data: ")).contains("wanted, too");
    }
  }

  @Test
  void entriesWithoutFollowingEndTheAnswer() throws Exception {
    log("a");
    log("b");
    log("c");
    try (var client = new Client("/api/logs?tail=2")) {
      assertThat(client.line("data: ")).contains("\"b\"");
      assertThat(client.line("data: ")).contains("\"c\"");
    }
    Eventually.until("no stream is left", () -> streaming() == 0);
  }

  @Test
  void clientThatComesBackGetsWhatItMissed() throws Exception {
    log("before");
    String last;
    try (var client = new Client(LOGS)) {
      last = client.line("id: ").substring("id: ".length());
    }
    log("missed");
    try (var client = new Client(LOGS, last)) {
      assertThat(client.line("data: ")).contains("missed");
    }
  }

  @Test
  void notificationIsThereWhenItIsMade() throws Exception {
    try (var client = new Client(NOTIFICATIONS)) {
      client.line(": connected");
      var draft = NotificationDraft.of("i1", "a", Type.INFO, Level.LOW, "made now", "m");
      new Notifications(plane.world.documents).notifyOnce(ControlPlaneScenario.PROJECT, draft);
      turns.release();
      assertThat(client.line("event: ")).isEqualTo("event: notification");
      assertThat(client.line("data: ")).contains("made now");
    }
  }

  /// The first byte does not wait for the log.
  @Test
  void clientIsConnectedBeforeTheLogIsRead() throws Exception {
    log("entry");
    var reading = new Semaphore(0);
    plane.world.logs.beforeTail = reading::acquireUninterruptibly;
    try (var client = new Client(LOGS)) {
      assertThat(client.line("Content-Type: ")).contains("text/event-stream");
      client.line(": connected");
      reading.release(100);
      assertThat(client.line("data: ")).contains("entry");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LOGS, NOTIFICATIONS})
  void noThreadIsLeftBehindWhenTheClientGoes(String path) throws Exception {
    for (var client = 0; client < 3; client++) {
      try (var gone = new Client(path)) {
        gone.line(": connected");
      }
    }
    turns.release(1000);
    Eventually.until("no stream is left", () -> streaming() == 0);
    assertThat(plane.elapsed()).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void streamsEndWithTheirHost() throws Exception {
    try (var client = new Client(LOGS)) {
      client.line(": connected");
      Eventually.until("it waits", () -> streaming() == 1);
      stopHost();
      Eventually.until("it has ended", () -> streaming() == 0);
    }
  }
}
