package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.api.ScriptedApi;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.google.PubSubApi;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import io.codedeveloper.platform.memory.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;

/// Where a secret is rotated: an API, which is also the Git host and the model, and Google Cloud as
/// the real `gcloud` sees it.
final class RotationScene implements AutoCloseable {
  static final String OLD = "ghp_old-0123456789abcdef0123456789";
  static final String NEW = "ghp_new-0123456789abcdef0123456789";
  static final String STATUS = "GET /api/daemon/status";

  private final Path home;
  private final ManualClock clock = new ManualClock(Instant.now());
  private final SecretManagerServer secrets = new SecretManagerServer(clock);
  private final ScriptedApi api = new ScriptedApi();
  private final GoogleStandIn google;
  private final PubSubApi reminders;

  RotationScene(Path home) throws IOException {
    this.home = home;
    google = new GoogleStandIn(home, secrets);
    reminders = new PubSubApi(google::changed);
    google.serve(reminders);
    google.tell("GITHUB_API_URL", api.url());
    google.tell("ANTHROPIC_BASE_URL", api.url() + "/");
  }

  ManualClock clock() {
    return clock;
  }

  SecretManagerServer secrets() {
    return secrets;
  }

  ScriptedApi api() {
    return api;
  }

  GoogleStandIn google() {
    return google;
  }

  PubSubApi reminders() {
    return reminders;
  }

  /// Somebody who waits as long as it takes.
  ScriptedPerson patient() {
    return new ScriptedPerson().meanwhile(() -> clock.advance(Rotation.READERS_KNOW_AFTER));
  }

  /// Runs `ops rotate-secret`; no value is ever shown.
  CommandRun rotate(ScriptedPerson person, String... more) throws IOException {
    var variables = new HashMap<>(google.variables());
    variables.put("CODE_DEVELOPER_URL", api.url());
    variables.put("GITHUB_API_URL", "http://127.0.0.1:9");
    variables.put("ANTHROPIC_BASE_URL", "http://127.0.0.1:9");
    var words = new String[more.length + 2];
    words[0] = "ops";
    words[1] = "rotate-secret";
    System.arraycopy(more, 0, words, 2, more.length);
    var run = CommandRun.at(clock, person, home, variables, Look.PIPE, words);
    assertThat(run.out() + run.err()).doesNotContain(OLD, NEW);
    return run;
  }

  @Override
  public void close() {
    api.close();
    google.close();
  }
}
