package io.codedeveloper.endtoend;

import io.codedeveloper.cli.demo.DemoRepository;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A model that plays the demo's recorded sessions as fast as it can, and can fall silent in the
/// middle of an answer.
final class DemoModel implements AutoCloseable {
  static final String KEY = "sk-ant-a-recorded-session";

  private final RecordedMessagesServer server =
      RecordedMessagesServer.start(Recording.parse(recording()), this::pause);
  private volatile CountDownLatch silence = new CountDownLatch(0);

  String url() {
    return server.baseUrl();
  }

  /// Until [#speak].
  void fallSilent() {
    silence = new CountDownLatch(1);
  }

  /// Ends the silence.
  void speak() {
    silence.countDown();
  }

  /// In the place of a pause that was recorded.
  private void pause(Duration recorded) {
    try {
      silence.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static String recording() {
    try (var in = DemoRepository.class.getResourceAsStream("recording.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    speak();
    server.close();
  }
}
