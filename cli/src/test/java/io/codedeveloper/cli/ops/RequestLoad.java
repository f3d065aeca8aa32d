package io.codedeveloper.cli.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// People who ask the API all the time, each as fast as it answers.
final class RequestLoad implements AutoCloseable {
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Asking> all = new ArrayList<>();
  private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean over;

  /// A token, and whose key it was signed with.
  record Signed(String by, String token) {}

  /// Gives the token for the next request; with none left, somebody goes away.
  interface Tokens {
    Optional<Signed> next();
  }

  RequestLoad(String url) {
    this.address = URI.create(url + "/api/daemon/status");
  }

  private final class Asking {
    private final Thread thread;
    private volatile CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean gone;

    Asking(Tokens tokens) {
      thread = Thread.ofPlatform().unstarted(() -> ask(tokens));
    }

    private void ask(Tokens tokens) {
      try {
        var next = tokens.next();
        while (!over && next.isPresent()) {
          var present = asked;
          request(next.get());
          present.countDown();
          next = tokens.next();
        }
      } catch (RuntimeException failure) {
        failures.add("somebody could not ask any more: " + failure);
      } finally {
        gone = true;
        asked.countDown();
      }
    }

    private void awaitAnswer() {
      try {
        if (!gone) {
          asked.await();
        }
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  /// So many people begin to ask.
  void begin(int people, Tokens tokens) {
    for (var i = 0; i < people; i++) {
      var one = new Asking(tokens);
      all.add(one);
      one.thread.start();
    }
  }

  private void request(Signed signed) {
    try {
      var request =
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer " + signed.token())
              .build();
      var status = client.send(request, BodyHandlers.discarding()).statusCode();
      answered.computeIfAbsent(signed.by(), none -> new AtomicInteger()).incrementAndGet();
      if (status != 200) {
        failures.add("%s: %d".formatted(signed.by(), status));
      }
    } catch (IOException failure) {
      failures.add("%s: %s".formatted(signed.by(), failure));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until everybody has had a whole answer since.
  void everybodyAsks() {
    all.forEach(one -> one.asked = new CountDownLatch(1));
    all.forEach(Asking::awaitAnswer);
  }

  /// How many requests were made with tokens of this key.
  int answered(String by) {
    return answered.getOrDefault(by, new AtomicInteger()).get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    over = true;
    for (var one : all) {
      try {
        one.thread.join();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
    client.close();
  }
}
