package io.codedeveloper.functions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.google.testing.PushTokenServer;
import io.codedeveloper.platform.memory.ManualClock;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PushTokensTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final PushTokenServer signer = new PushTokenServer(clock);
  private final PushTokens tokens = new PushTokens(identity(), clock);

  private PushIdentity identity() {
    return new PushIdentity(signer.audience(), signer.serviceAccount(), signer.keys());
  }

  @AfterEach
  void close() {
    signer.close();
  }

  @Test
  void theSubscriptionsOwnIdentityIsAdmittedAndItsKeyIsReadOnce() {
    assertThat(tokens.admits(Optional.of(signer.token()))).isTrue();
    assertThat(tokens.admits(Optional.of(signer.token()))).isTrue();
    assertThat(signer.timesRead()).isEqualTo(1);
  }

  @Test
  @FaultRow("C10")
  void whoeverShowsNoTokenIsRefused() {
    assertThat(tokens.admits(Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
  @FaultRow("C10")
  void whatIsNoTokenIsRefused(String text) {
    assertThat(tokens.admits(Optional.of(text))).isFalse();
  }

  static Map<String, UnaryOperator<JWTClaimsSet.Builder>> others() {
    return Map.of(
        "another audience",
        claims -> claims.audience("https://elsewhere.example.org"),
        "no audience",
        claims -> claims.audience((String) null),
        "another account",
        claims -> claims.claim("email", "mallory@example.org"),
        "no account",
        claims -> claims.claim("email", null),
        "an account that nobody verified",
        claims -> claims.claim("email_verified", false),
        "an account of another type",
        claims -> claims.claim("email", 7),
        "another issuer",
        claims -> claims.issuer("https://accounts.example.org"),
        "no end",
        claims -> claims.expirationTime(null));
  }

  static java.util.Set<String> namesOfOthers() {
    return others().keySet();
  }

  @ParameterizedTest
  @MethodSource("namesOfOthers")
  @FaultRow("C10")
  void tokenOfSomebodyElseIsRefused(String what) {
    var token = signer.sign(others().get(what).apply(signer.claims()).build());
    assertThat(tokens.admits(Optional.of(token))).isFalse();
  }

  @Test
  @FaultRow("C10")
  void tokenThatHasEndedOrNotBegunIsRefused() {
    var token = Optional.of(signer.token());
    var later = Date.from(clock.instant().plus(Duration.ofMinutes(5)));
    var early = signer.sign(signer.claims().issueTime(later).build());
    assertThat(tokens.admits(Optional.of(early))).isFalse();
    clock.advance(Duration.ofHours(2));
    assertThat(tokens.admits(token)).isFalse();
  }

  @Test
  @FaultRow("C10")
  void tokenThatAnotherKeySignedIsRefused() {
    try (var forger = PushTokenServer.ofAnotherKey(clock)) {
      var forged = forger.sign(signer.claims().build());
      assertThat(tokens.admits(Optional.of(forged))).isFalse();
    }
  }

  @Test
  void keysThatCannotBeReadAreAnOutageAndNoRefusal() {
    var token = Optional.of(signer.token());
    signer.close();
    assertThatThrownBy(() -> tokens.admits(token)).isInstanceOf(TransientException.class);
  }
}
