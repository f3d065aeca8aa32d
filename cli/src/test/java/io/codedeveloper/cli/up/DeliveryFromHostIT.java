package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.notification.DeliveryResult;
import io.codedeveloper.notification.Notification;
import io.codedeveloper.notification.NotificationDraft;
import io.codedeveloper.testing.FaultRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notifications from a host of this machine to a server of this machine.
final class DeliveryFromHostIT {
  private static final String KEY = "bm9ib2R5IGlzIHRvIGtub3cgdGhpcyBrZXksIG5vYm9keQ==";

  @TempDir Path home;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private HttpServer server;
  private UpScenario scenario;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
    scenario = new UpScenario(home);
  }

  @AfterEach
  void close() {
    gate.countDown();
    scenario.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      gate.await();
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private HostRun host() {
    var variables = new HashMap<>(scenario.variables());
    variables.putAll(
        Map.of(
            "NOTIFICATION_WEBHOOK_URL",
            "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort()),
            "NOTIFICATION_WEBHOOK_KEY",
            KEY,
            "NOTIFICATION_LOOPBACK",
            "allowed"));
    return new HostRun(home, variables, scenario.options("--json"));
  }

  private void tell() {
    var draft =
        NotificationDraft.of(
            "one",
            "done",
            Notification.Type.INFO,
            Notification.Level.NORMAL,
            "Done",
            "It is done.");
    scenario.notifications().notifyOnce(scenario.project().id(), draft);
  }

  private List<DeliveryResult> deliveries() {
    return scenario
        .notifications()
        .get(scenario.project().id(), "one.done")
        .orElseThrow()
        .deliveries();
  }

  @Test
  void whatIsToldReachesTheServer() {
    try (var host = host()) {
      host.readyJson();
      tell();
      Waiting.until("it is delivered", () -> deliveries().size() == 1);
    }
    assertThat(deliveries())
        .extracting(DeliveryResult::result)
        .containsExactly("delivered at try 1");
    assertThat(received).singleElement().asString().contains("It is done.");
  }

  @Test
  @FaultRow("N3")
  void serverThatHangsHoldsUpNoCommand() {
    gate = new CountDownLatch(1);
    try (var host = host()) {
      var url = host.readyJson().get("url").getAsString();
      tell();
      Waiting.until("it is on its way", () -> received.size() == 1);

      assertThat(scenario.cloud(url, "stop").exitCode()).isZero();
      Waiting.until("the command is applied", () -> scenario.project().appliedSequence() == 1);

      assertThat(deliveries()).isEmpty();
      gate.countDown();
      Waiting.until("it is delivered", () -> deliveries().size() == 1);
    }
  }
}
