package io.codedeveloper.platform.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.contract.SecretSourceContract;
import io.codedeveloper.platform.google.testing.SecretManagerServer;
import io.codedeveloper.platform.memory.ManualClock;
import io.codedeveloper.testing.FaultRow;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SecretManagerSecretSourceTest implements SecretSourceContract {
  private static final String PROJECT = "p-1";

  private final SecretManagerServer secrets = new SecretManagerServer();
  private final ManualClock clock = new ManualClock(Instant.parse("2026-06-01T00:00:00Z"));
  private final SecretManagerSecretSource source = source(SecretManagerSecretSource.USUAL_AGE);

  private SecretManagerSecretSource source(Duration age) {
    var endpoint = ServiceEndpoint.local(secrets.server().address());
    return new SecretManagerSecretSource(
        PROJECT, endpoint.withPatience(Duration.ofSeconds(4)), clock, age);
  }

  @AfterEach
  void close() {
    source.close();
    secrets.close();
  }

  @Override
  public SecretSource holding(Map<Name, String> values) {
    values.forEach((name, value) -> secrets.add(PROJECT, name.name(), value));
    return source;
  }

  private int add(String value) {
    return secrets.add(PROJECT, "API_AUTH_SECRET", value);
  }

  @Test
  void newestVersionCounts() {
    add("one");
    add("two");
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("two"));
  }

  @Test
  void versionBeforeIsValidUntilItIsDisabled() {
    var first = add("one");
    add("two");
    assertThat(source.valid(Name.API_AUTH_SECRET))
        .containsExactly(Secret.of("two"), Secret.of("one"));
    secrets.disable(PROJECT, "API_AUTH_SECRET", first);
    clock.advance(SecretManagerSecretSource.USUAL_AGE);
    assertThat(source.valid(Name.API_AUTH_SECRET)).containsExactly(Secret.of("two"));
    secrets.destroy(PROJECT, "API_AUTH_SECRET", first);
    clock.advance(SecretManagerSecretSource.USUAL_AGE);
    assertThat(source.valid(Name.API_AUTH_SECRET)).containsExactly(Secret.of("two"));
  }

  @Test
  void whatWasReadIsKeptForAWhile() {
    add("one");
    source.read(Name.API_AUTH_SECRET);
    var calls = secrets.server().calls();
    add("two");
    clock.advance(SecretManagerSecretSource.USUAL_AGE.minusMillis(1));
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("one"));
    assertThat(secrets.server().calls()).isEqualTo(calls);
    clock.advance(Duration.ofMillis(1));
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("two"));
  }

  @Test
  @FaultRow({"X9"})
  void secretThatWasRefusedIsReadAnewAndNotAllTheTime() {
    add("one");
    source.read(Name.API_AUTH_SECRET);
    add("two");
    clock.advance(SecretManagerSecretSource.SHORTEST_PAUSE);
    assertThat(source.readAnew(Name.API_AUTH_SECRET)).contains(Secret.of("two"));
    var calls = secrets.server().calls();
    for (var refusal = 0; refusal < 10; refusal++) {
      assertThat(source.readAnew(Name.API_AUTH_SECRET)).contains(Secret.of("two"));
    }
    assertThat(secrets.server().calls()).isEqualTo(calls);
  }

  @Test
  @FaultRow({"X9"})
  void jobSeesTheNewSecretAtItsNextUse() {
    add("one");
    try (var ofJob = source(SecretManagerSecretSource.ALWAYS_ANEW)) {
      assertThat(ofJob.read(Name.API_AUTH_SECRET)).contains(Secret.of("one"));
      add("two");
      assertThat(ofJob.read(Name.API_AUTH_SECRET)).contains(Secret.of("two"));
      secrets.server().failWith(Optional.of(Status.UNAVAILABLE));
      assertThat(ofJob.read(Name.API_AUTH_SECRET)).contains(Secret.of("two"));
    }
  }

  @Test
  void whatWasReadOutlivesAnOutage() {
    add("one");
    source.read(Name.API_AUTH_SECRET);
    secrets.server().failWith(Optional.of(Status.UNAVAILABLE));
    clock.advance(SecretManagerSecretSource.USUAL_AGE);
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("one"));
    clock.advance(SecretManagerSecretSource.LONGEST_OUTAGE);
    assertThatThrownBy(() -> source.read(Name.API_AUTH_SECRET))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("Secret Manager cannot be reached")
        .hasMessageContaining("projects/p-1/secrets/API_AUTH_SECRET");
  }

  @Test
  void whatIsTooOldIsNotWaitedForEachTimeEither() {
    add("one");
    source.read(Name.API_AUTH_SECRET);
    secrets.server().failWith(Optional.of(Status.UNAVAILABLE));
    clock.advance(SecretManagerSecretSource.LONGEST_OUTAGE);
    assertThatThrownBy(() -> source.read(Name.GITHUB_TOKEN)).isInstanceOf(TransientException.class);
    var calls = secrets.server().calls();
    assertThatThrownBy(() -> source.read(Name.API_AUTH_SECRET))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("projects/p-1/secrets/API_AUTH_SECRET");
    assertThat(secrets.server().calls()).isEqualTo(calls);
  }

  @Test
  void duringAnOutageSecretManagerIsNotAskedEachTime() {
    add("one");
    source.read(Name.API_AUTH_SECRET);
    secrets.server().failWith(Optional.of(Status.UNAVAILABLE));
    clock.advance(SecretManagerSecretSource.USUAL_AGE);
    source.read(Name.API_AUTH_SECRET);
    var calls = secrets.server().calls();
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("one"));
    assertThat(source.readAnew(Name.API_AUTH_SECRET)).contains(Secret.of("one"));
    assertThat(secrets.server().calls()).isEqualTo(calls);

    secrets.server().failWith(Optional.empty());
    add("two");
    clock.advance(SecretManagerSecretSource.OUTAGE_PAUSE);
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("two"));
  }

  @Test
  void whatIsNotAnsweredInTimeIsAskedOnceMore() {
    add("one");
    secrets.server().leaveUnanswered(1);
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("one"));
  }

  /// A redactor asks for every secret that there is, and nothing is known of most.
  @Test
  void duringAnOutageNotEachSecretIsWaitedFor() {
    add("one");
    secrets.server().failWith(Optional.of(Status.UNAVAILABLE));
    assertThatThrownBy(() -> source.read(Name.API_AUTH_SECRET))
        .isInstanceOf(TransientException.class);
    var calls = secrets.server().calls();
    assertThatThrownBy(() -> source.read(Name.GITHUB_TOKEN))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("projects/p-1/secrets/GITHUB_TOKEN");
    assertThat(source.readable()).isEmpty();
    assertThat(secrets.server().calls()).isEqualTo(calls);

    secrets.server().failWith(Optional.empty());
    clock.advance(SecretManagerSecretSource.SHORTEST_PAUSE);
    assertThat(source.read(Name.API_AUTH_SECRET)).contains(Secret.of("one"));
  }

  @Test
  void missingRightIsNamed() {
    secrets.server().failWith(Optional.of(Status.PERMISSION_DENIED));
    assertThatThrownBy(() -> source.read(Name.GITHUB_TOKEN))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("projects/p-1/secrets/GITHUB_TOKEN")
        .hasMessageContaining("roles/secretmanager.secretAccessor");
  }

  @Test
  void disabledNewestVersionIsToldAndNotReplacedByAnEarlierOne() {
    add("one");
    secrets.disable(PROJECT, "API_AUTH_SECRET", add("two"));
    assertThatThrownBy(() -> source.read(Name.API_AUTH_SECRET))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("disabled or destroyed");
  }

  @Test
  void serverThatIsNotThereIsUnreachable() {
    secrets.close();
    assertThatThrownBy(() -> source.read(Name.GITHUB_TOKEN))
        .isInstanceOf(TransientException.class)
        .hasMessageContaining("cannot be reached");
  }
}
