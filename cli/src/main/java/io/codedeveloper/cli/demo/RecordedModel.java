package io.codedeveloper.cli.demo;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.job.replay.RecordedMessagesServer;
import io.codedeveloper.job.replay.Recording;
import io.codedeveloper.platform.SecretSource;
import java.time.Duration;
import java.util.Optional;

/// A model that needs no key: a server on loopback that plays the demo's recorded sessions.
public final class RecordedModel implements AutoCloseable {
  private static final Secret KEY = Secret.of("a-recorded-session-needs-no-key");

  private final RecordedMessagesServer server;

  private RecordedModel(RecordedMessagesServer server) {
    this.server = server;
  }

  public static RecordedModel start() {
    var recording = Recording.parse(DemoRepository.recording());
    return new RecordedModel(RecordedMessagesServer.start(recording, RecordedModel::pause));
  }

  /// The base URL of its Messages API.
  public String url() {
    return server.baseUrl();
  }

  /// Secrets in which the model's key is one that no other service knows, and no token for a host.
  public static SecretSource secrets(SecretSource others) {
    return name ->
        switch (name) {
          case ANTHROPIC_API_KEY -> Optional.of(KEY);
          case GITHUB_TOKEN -> Optional.empty();
          case API_AUTH_SECRET,
              NOTIFICATION_WEBHOOK_URL,
              NOTIFICATION_WEBHOOK_KEY,
              NOTIFICATION_SLACK_URL ->
              others.read(name);
        };
  }

  @Override
  public void close() {
    server.close();
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }
}
