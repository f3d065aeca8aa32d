package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.cli.CommandRun;
import io.codedeveloper.cli.ExitCode;
import io.codedeveloper.cli.google.GoogleStandIn;
import io.codedeveloper.cli.ops.RequestLoad.Signed;
import io.codedeveloper.cli.person.Person;
import io.codedeveloper.cli.person.ScriptedPerson;
import io.codedeveloper.cli.settings.EnvironmentSettings;
import io.codedeveloper.cli.settings.Settings;
import io.codedeveloper.cli.settings.SettingsFile;
import io.codedeveloper.cli.terminal.Look;
import io.codedeveloper.cli.up.ServedFunctions;
import io.codedeveloper.functions.FunctionsConfiguration;
import io.codedeveloper.functions.Wiring;
import io.codedeveloper.functions.token.NimbusTokens;
import io.codedeveloper.functions.token.SigningKeys;
import io.codedeveloper.platform.google.SecretManagerSecretSource;
import io.codedeveloper.platform.google.ServiceEndpoint;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import io.codedeveloper.platform.memory.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key of the API's tokens is replaced while people ask the API, which reads it from Secret
/// Manager as in Google Cloud. The hours of it pass on a clock of the test.
final class RotationUnderLoadIT {
  private static final String OLD = "old-0123456789abcdef0123456789abcdef";
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration LONG_STEP = Duration.ofMinutes(10);
  private static final int PEOPLE = 4;

  @TempDir Path home;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final FunctionsConfiguration configuration =
      FunctionsConfiguration.from(Map.of("ENVIRONMENT", "test", "REQUESTS_PER_MINUTE", "999999"));
  private SecretManagerServer secrets;
  private SecretManagerSecretSource source;
  private ServedFunctions served;
  private GoogleStandIn google;
  private RequestLoad load;

  /// Before anything that a test that is skipped would have to close.
  @BeforeAll
  static void assumeGcloud() {
    GoogleStandIn.assumeGcloud();
  }

  @BeforeEach
  void serve() throws IOException {
    secrets = new SecretManagerServer(clock);
    secrets.add("acme", "API_AUTH_SECRET", OLD);
    clock.advance(Duration.ofDays(90));
    source =
        new SecretManagerSecretSource(
            "acme",
            ServiceEndpoint.local(secrets.server().address()),
            clock,
            SecretManagerSecretSource.USUAL_AGE);
    served = new ServedFunctions(home, clock, source, configuration);
    google = new GoogleStandIn(home, secrets);
    var settings = EnvironmentSettings.NONE.withUrl(served.url()).withApiKey(Secret.of(OLD));
    settings().write(Settings.NONE.with("prod", settings));
    load = new RequestLoad(served.url());
  }

  @AfterEach
  void close() {
    load.close();
    google.close();
    served.close();
    source.close();
  }

  private SettingsFile settings() {
    return new SettingsFile(home.resolve(".config/code-developer"));
  }

  /// What people sign their tokens with.
  private String published() {
    return settings().read().environment("prod").apiKey().orElseThrow().reveal();
  }

  private Signed signed(String key) {
    var tokens = Wiring.tokens(name -> Optional.of(Secret.of(key)), configuration, clock);
    var by = key.equals(OLD) ? "old" : "new";
    return new Signed(by, tokens.mint("ann", Role.OPERATOR, NimbusTokens.LONGEST_LIFE));
  }

  /// Tokens of the old key, as long as people have it, and then the last of them until it ends.
  private RequestLoad.Tokens untilItEnds() {
    var last = new AtomicReference<>(signed(OLD));
    var made = new AtomicReference<>(clock.instant());
    return () -> {
      if (published().equals(OLD)) {
        made.set(clock.instant());
        last.set(signed(OLD));
      }
      var end = made.get().plus(NimbusTokens.LONGEST_LIFE).minus(LONG_STEP);
      return Optional.of(last.get()).filter(token -> clock.instant().isBefore(end));
    };
  }

  /// A person whose waiting is other people's asking.
  private Person waiting() {
    return new Person() {
      @Override
      public boolean there() {
        return true;
      }

      @Override
      public Optional<String> answer(String question) {
        return Optional.empty();
      }

      @Override
      public Optional<String> secret(String question) {
        return Optional.empty();
      }

      @Override
      public int edit(String editor, Path file) {
        return 1;
      }

      @Override
      public boolean pause(Duration duration) {
        pass(duration, STEP);
        return true;
      }
    };
  }

  private void pass(Duration duration, Duration step) {
    for (var passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(step)) {
      clock.advance(step);
      load.everybodyAsks();
    }
  }

  private CommandRun rotate(String... more) throws IOException {
    return rotateBy(waiting(), more);
  }

  private CommandRun rotateBy(Person person, String... more) throws IOException {
    var words = new String[more.length + 5];
    System.arraycopy(
        new String[] {"ops", "rotate-secret", "API_AUTH_SECRET", "--env", "prod"}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return CommandRun.at(clock, person, home, google.variables(), Look.PIPE, words);
  }

  @Test
  void nobodyIsRefusedWhileTheKeyIsReplaced() throws IOException {
    load.begin(PEOPLE, untilItEnds());
    load.everybodyAsks();

    var first = rotate();
    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(ExitCode.DONE);
    assertThat(first.out())
        .contains(
            "1 stays enabled until",
            "next: project-manager ops rotate-secret API_AUTH_SECRET --env prod");
    assertThat(published()).isNotEqualTo(OLD);
    assertThat(first.out() + first.err()).doesNotContain(published(), OLD);
    load.begin(PEOPLE, () -> Optional.of(signed(published())));
    load.everybodyAsks();

    pass(NimbusTokens.LONGEST_LIFE, LONG_STEP);
    var second = rotate();
    assertThat(second.exitCode()).as(second.out() + second.err()).isEqualTo(ExitCode.DONE);
    assertThat(second.out()).contains("1 is disabled", "version 2 counts, and no other");
    pass(Rotation.READERS_KNOW_AFTER, STEP);

    assertThat(google.changes())
        .containsExactly(
            "add API_AUTH_SECRET/2",
            "annotate API_AUTH_SECRET",
            "disable API_AUTH_SECRET/1",
            "remind of API_AUTH_SECRET");
    assertThat(load.failures()).isEmpty();
    assertThat(load.answered("old")).isPositive();
    assertThat(load.answered("new")).isPositive();
  }

  /// Functions do not know the new key yet when somebody goes on at once.
  @Test
  void whoeverEndsItAndGoesOnAtOnceRefusesNobodyEither() throws IOException {
    load.begin(PEOPLE, () -> Optional.of(signed(published())));
    load.everybodyAsks();

    var ended = rotateBy(Person.nobody());
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(ExitCode.TRY_AGAIN);
    assertThat(published()).isEqualTo(OLD);

    var again = rotate();
    assertThat(again.exitCode()).as(again.out() + again.err()).isEqualTo(ExitCode.DONE);
    load.everybodyAsks();
    assertThat(published()).isNotEqualTo(OLD);
    assertThat(google.changes())
        .containsExactly("add API_AUTH_SECRET/2", "annotate API_AUTH_SECRET");
    assertThat(load.failures()).isEmpty();
  }

  /// People sign with the old key until the new one is in use, which may be long after it was
  /// added.
  @Test
  void oldKeyEndsADayAfterNobodySignsWithItAnyMore() throws IOException {
    load.begin(PEOPLE, untilItEnds());
    load.everybodyAsks();

    rotateBy(Person.nobody());
    pass(Duration.ofHours(20), LONG_STEP);
    assertThat(published()).isEqualTo(OLD);
    var inUse = rotate();
    assertThat(inUse.exitCode()).as(inUse.out() + inUse.err()).isEqualTo(ExitCode.DONE);

    pass(Duration.ofHours(20), LONG_STEP);
    var early = rotate();
    assertThat(early.out()).contains("1 stays enabled until", "versions 2 and 1 count");
    pass(Duration.ofHours(4), LONG_STEP);
    assertThat(rotate().out()).contains("1 is disabled");
    pass(Rotation.READERS_KNOW_AFTER, STEP);

    assertThat(load.failures()).isEmpty();
  }

  @Test
  void keyThatOthersKnowEndsAtOnce() throws IOException {
    var stolen = signed(OLD);
    load.begin(PEOPLE, () -> Optional.of(published()).map(this::signed));
    load.everybodyAsks();

    var run = rotate("--now");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
    pass(Rotation.READERS_KNOW_AFTER, STEP);

    assertThat(load.failures()).isEmpty();
    load.begin(1, () -> Optional.of(stolen));
    load.everybodyAsks();
    assertThat(load.failures()).isNotEmpty().allMatch("old: 401"::equals);
  }

  /// Where the new key was taken back meanwhile, nothing would count without the old one.
  @Test
  void oldKeyStaysWhereTheNewOneIsTakenBackMeanwhile() throws IOException {
    var person =
        new ScriptedPerson()
            .meanwhile(() -> {
              clock.advance(Rotation.READERS_KNOW_AFTER);
              secrets.disable("acme", "API_AUTH_SECRET", 2);
            });

    var run = rotateBy(person, "--now", "--untested");

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USER_MUST_ACT);
    assertThat(run.out()).contains("2 is not the newest that counts any more");
    assertThat(google.changes()).containsExactly("add API_AUTH_SECRET/2");
  }

  @Test
  void waitingIsAsLongAsReadersKeepWhatTheyRead() {
    assertThat(Rotation.READERS_KNOW_AFTER)
        .isGreaterThan(SecretManagerSecretSource.USUAL_AGE.plus(SigningKeys.LONGEST_AGE));
    assertThat(Rotation.TOKENS_END_AFTER).isEqualTo(NimbusTokens.LONGEST_LIFE);
  }
}
