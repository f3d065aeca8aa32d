package io.codedeveloper.job.replay;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.job.agent.Pause;
import io.codedeveloper.job.replay.Recording.Session;
import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A server of the Messages API on loopback that plays recorded sessions. It remembers nothing:
/// which turn comes is told by the number of answers in the request, so that work that was
/// interrupted gets the answer it was waiting for.
public final class RecordedMessagesServer implements AutoCloseable {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private final Recording recording;
  private final Pause pause;
  private final HttpServer server;
  private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
  private final Map<Integer, Fault> faults = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile String acceptedKey = "";

  private RecordedMessagesServer(Recording recording, Pause pause, HttpServer server) {
    this.recording = recording;
    this.pause = pause;
    this.server = server;
  }

  /// Starts on a free port and answers one request at a time.
  ///
  /// @param pause lets the recorded delays pass
  public static RecordedMessagesServer start(Recording recording, Pause pause) {
    return start(recording, pause, Runnable::run);
  }

  /// Starts on a free port.
  ///
  /// @param pause lets the recorded delays pass
  /// @param threads in which requests are answered
  public static RecordedMessagesServer start(Recording recording, Pause pause, Executor threads) {
    return start(recording, pause, threads, 0);
  }

  /// Starts on a port and answers one request at a time.
  ///
  /// @param pause lets the recorded delays pass
  /// @param port 0 is a free one
  /// @throws UserErrorException when the port is taken
  public static RecordedMessagesServer start(Recording recording, Pause pause, int port) {
    return start(recording, pause, Runnable::run, port);
  }

  private static RecordedMessagesServer start(
      Recording recording, Pause pause, Executor threads, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var started = new RecordedMessagesServer(recording, pause, HttpServer.create(address, 0));
      started.server.createContext("/", started::handle);
      started.server.setExecutor(threads);
      started.server.start();
      return started;
    } catch (BindException e) {
      throw new UserErrorException(
          "port %d is taken; choose another one with --port, or none for a free one"
              .formatted(port),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What `ANTHROPIC_BASE_URL` must be.
  public String baseUrl() {
    var address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /// The requests for an answer so far, as they came.
  public List<JsonObject> requests() {
    return List.copyOf(requests);
  }

  /// Lets a request fail.
  ///
  /// @param request its number, from 1
  public RecordedMessagesServer failing(int request, Fault fault) {
    faults.put(request, fault);
    return this;
  }

  /// From now on refuses every other key with 401; before, any key will do.
  public RecordedMessagesServer acceptingOnly(String key) {
    acceptedKey = key;
    return this;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (!exchange.getRequestMethod().equals("POST")
          || !exchange.getRequestURI().getPath().equals("/v1/messages")) {
        send(
            exchange, Fault.error(404, "not_found_error", "only POST /v1/messages is played here"));
        return;
      }
      var refusal = refusal(exchange.getRequestHeaders());
      if (refusal.isPresent()) {
        send(exchange, refusal.get());
        return;
      }
      answer(exchange, body);
    }
  }

  /// What is wrong with the headers.
  private Optional<Fault.Answer> refusal(Headers headers) {
    var key = key(headers);
    if (key.isEmpty()) {
      return Optional.of(
          Fault.error(
              401, "authentication_error", "x-api-key or Authorization header is required"));
    }
    if (!acceptedKey.isEmpty() && !acceptedKey.equals(key)) {
      return Optional.of(Fault.error(401, "authentication_error", "invalid x-api-key"));
    }
    return headers.containsKey("anthropic-version")
        ? Optional.empty()
        : Optional.of(
            Fault.error(400, "invalid_request_error", "anthropic-version: header is required"));
  }

  /// The key, as it is sent by the SDK of now (bearer) or by those before.
  private static String key(Headers headers) {
    var key = headers.getFirst("x-api-key");
    var bearer = headers.getFirst("authorization");
    return key != null
        ? key.strip()
        : bearer == null ? "" : bearer.replaceFirst("(?i)^bearer ", "").strip();
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    var parsed = parsed(body);
    if (parsed.isEmpty()) {
      send(exchange, Fault.error(400, "invalid_request_error", "the body is no JSON object"));
      return;
    }
    var request = parsed.get();
    var number = remember(request);
    var fault = faults.get(number);
    if (fault instanceof Fault.Answer instead) {
      send(exchange, instead);
      return;
    }
    var problem = RequestCheck.problem(request);
    if (problem.isPresent()) {
      send(exchange, Fault.error(400, "invalid_request_error", problem.get()));
      return;
    }
    play(exchange, request, fault);
  }

  private static Optional<JsonObject> parsed(String body) {
    try {
      return Optional.of(JsonParser.parseString(body).getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private synchronized int remember(JsonObject request) {
    requests.add(request);
    return requests.size();
  }

  private void play(HttpExchange exchange, JsonObject request, @Nullable Fault fault)
      throws IOException {
    var messages = request.getAsJsonArray("messages");
    var session =
        recording.sessionFor(RecordedAnswer.firstMessage(messages.get(0).getAsJsonObject()));
    if (session.isEmpty()) {
      send(exchange, missing("no recorded session matches the first message of the request"));
      return;
    }
    var turn = messages.size() / 2;
    if (turn >= session.get().turns().size()) {
      send(
          exchange,
          missing(
              "the recorded session "
                  + session.get().match()
                  + " has only "
                  + session.get().turns().size()
                  + " turns; turn "
                  + (turn + 1)
                  + " was asked for"));
      return;
    }
    var message = RecordedAnswer.message(request, session.get().turns().get(turn), turn);
    if (request.has("stream") && request.get("stream").getAsBoolean()) {
      stream(exchange, message, session.get(), fault);
    } else {
      send(exchange, new Fault.Answer(200, Map.of(), GSON.toJson(message)));
    }
  }

  private static Fault.Answer missing(String why) {
    return Fault.error(404, "not_found_error", why);
  }

  private void stream(
      HttpExchange exchange, JsonObject message, Session session, @Nullable Fault fault)
      throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("request-id", "req_recorded_" + requests.size());
    exchange.sendResponseHeaders(200, 0);
    var out = exchange.getResponseBody();
    var sent = 0;
    for (var event : AnswerEvents.of(message)) {
      if (fault != null && sent == eventsBefore(fault)) {
        broken(exchange, fault);
        return;
      }
      if (sent > 0 && session.delay().isPositive()) {
        pause.sleep(session.delay());
      }
      out.write(sse(RequestCheck.text(event, "type"), GSON.toJson(event)));
      out.flush();
      sent++;
    }
    out.close();
  }

  private static int eventsBefore(Fault fault) {
    return switch (fault) {
      case Fault.Answer answer -> -1;
      case Fault.Cut cut -> cut.afterEvents();
      case Fault.ErrorEvent error -> error.afterEvents();
      case Fault.Silence silence -> silence.afterEvents();
    };
  }

  /// Ends a stream as the fault says; closing the exchange before its body is complete breaks the
  /// connection.
  private void broken(HttpExchange exchange, Fault fault) throws IOException {
    if (fault instanceof Fault.ErrorEvent error) {
      exchange
          .getResponseBody()
          .write(sse("error", Fault.errorBody(error.type(), error.message())));
      exchange.getResponseBody().close();
    } else if (fault instanceof Fault.Silence) {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static byte[] sse(String type, String data) {
    return ("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, Fault.Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    if (!exchange.getResponseHeaders().containsKey("content-type")) {
      exchange.getResponseHeaders().set("content-type", "application/json");
    }
    exchange.getResponseHeaders().set("request-id", "req_recorded");
    var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
