package io.codedeveloper.platform.google;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.codedeveloper.platform.CloudEventHeaders;
import io.codedeveloper.platform.Message;
import io.codedeveloper.platform.MessageBus.Topic;
import io.codedeveloper.platform.contract.DeliveryHarness.Receiver;
import io.codedeveloper.platform.memory.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/// Topics on the test's clock, with Pub/Sub's HTTP method `publish`: what is refused is delivered
/// again after a backoff.
final class PublishedTopics implements AutoCloseable {
  private static final Duration BACKOFF = Duration.ofMinutes(1);
  private static final String PATH = "/v1/projects/p-1/topics/";

  private final ManualClock clock;
  private final BiFunction<PubsubMessage, Instant, Message> decoder;
  private final HttpServer http;
  private final List<Pending> pending = new ArrayList<>();

  /// How often this call is to fail before the next succeeds.
  private int failures;

  private record Pending(Topic topic, Message message, Instant due) {}

  /// @param decoder of a message and the time of its publication
  PublishedTopics(ManualClock clock, BiFunction<PubsubMessage, Instant, Message> decoder) {
    this.clock = clock;
    this.decoder = decoder;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    http.createContext(PATH, this::serve);
    http.start();
  }

  static Message decode(PubsubMessage message) {
    return CloudEventHeaders.message(message.getAttributesMap(), message.getData().toStringUtf8());
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  synchronized void fail(int count) {
    failures = count;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = PublishRequest.newBuilder();
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonFormat.parser().merge(body, request);
      var token = exchange.getRequestHeaders().getFirst("Authorization");
      var path = exchange.getRequestURI().getPath();
      exchange.sendResponseHeaders(publish(path, token, request.getMessagesList()), -1);
    } catch (InvalidProtocolBufferException malformed) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private synchronized int publish(String path, String token, List<PubsubMessage> messages) {
    if (failures > 0) {
      failures--;
      return 503;
    }
    if (!"Bearer oauth:publisher@p-1.example".equals(token)) {
      return 401;
    }
    if (!path.endsWith(":publish")) {
      return 404;
    }
    var topic = path.substring(PATH.length(), path.length() - ":publish".length());
    messages.forEach(message -> publish(topic, message));
    return 200;
  }

  /// @param topic its id
  synchronized void publish(String topic, PubsubMessage message) {
    var known = Topic.valueOf(topic.toUpperCase(Locale.ROOT));
    var now = clock.instant();
    pending.add(new Pending(known, decoder.apply(message, now), now));
  }

  /// Delivers what is due, each once.
  synchronized void deliver(Receiver receiver) {
    var now = clock.instant();
    for (var one : List.copyOf(pending)) {
      if (!one.due().isAfter(now)) {
        pending.remove(one);
        deliver(receiver, one);
      }
    }
  }

  private void deliver(Receiver receiver, Pending one) {
    try {
      receiver.receive(one.topic(), one.message());
    } catch (RuntimeException refused) {
      pending.add(new Pending(one.topic(), one.message(), clock.instant().plus(BACKOFF)));
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
