package io.codedeveloper.functions.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Role;
import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.InstallationException;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.memory.ManualClock;
import io.codedeveloper.testing.FaultRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SigningKeysTest {
  private static final Secret OLD = Secret.of("old-0123456789abcdef0123456789abcdef");
  private static final Secret NEW = Secret.of("new-0123456789abcdef0123456789abcdef");

  private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1_800_000_000));
  private final Source source = new Source();
  private final NimbusTokens tokens = tokens(source);
  private final NimbusTokens holderOfNew = tokens(name -> Optional.of(NEW));

  /// What the test says is valid.
  private static final class Source implements SecretSource {
    private List<Secret> valid = List.of(OLD);
    private @Nullable RuntimeException failure;
    private int reads;

    @Override
    public Optional<Secret> read(Name name) {
      return valid(name).stream().findFirst();
    }

    @Override
    public Optional<Secret> readAnew(Name name) {
      reads++;
      return read(name);
    }

    @Override
    public List<Secret> valid(Name name) {
      if (failure != null) {
        throw failure;
      }
      return valid;
    }
  }

  private NimbusTokens tokens(SecretSource secrets) {
    return new NimbusTokens(SigningKeys.of(secrets, clock), "api", Optional.empty(), clock);
  }

  private static String token(NimbusTokens of) {
    return of.mint("ann", Role.VIEWER, Duration.ofHours(1));
  }

  @Test
  @FaultRow({"X9"})
  void tokensOfBothKeysCountWhileTheKeyIsReplaced() {
    var before = token(tokens);
    source.valid = List.of(NEW, OLD);
    clock.advance(SigningKeys.LONGEST_AGE);
    assertThat(tokens.verify(before)).isPresent();
    assertThat(tokens.verify(token(holderOfNew))).isPresent();
    assertThat(holderOfNew.verify(token(tokens))).isPresent();
  }

  @Test
  void tokenOfAKeyThatIsNotKnownYetMakesItKnown() {
    source.valid = List.of(NEW, OLD);
    clock.advance(SigningKeys.SHORTEST_PAUSE);
    assertThat(tokens.verify(token(holderOfNew))).isPresent();
  }

  @Test
  void tokensThatNobodySignedReadTheSecretOnceInAWhile() {
    var stranger = token(holderOfNew);
    for (var attempt = 0; attempt < 100; attempt++) {
      clock.advance(Duration.ofMillis(99));
      assertThat(tokens.verify(stranger)).isEmpty();
    }
    assertThat(source.reads).isZero();
    clock.advance(SigningKeys.SHORTEST_PAUSE);
    for (var attempt = 0; attempt < 100; attempt++) {
      assertThat(tokens.verify(stranger)).isEmpty();
    }
    assertThat(source.reads).isEqualTo(1);
  }

  @Test
  void withdrawnKeyCountsAMinuteAtMost() {
    var token = token(tokens);
    source.valid = List.of(NEW);
    clock.advance(SigningKeys.LONGEST_AGE);
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void keysCountOnWhileTheSourceCannotBeReached() {
    var token = token(tokens);
    source.failure = new TransientException("unreachable");
    clock.advance(SigningKeys.LONGEST_AGE);
    assertThat(tokens.verify(token)).isPresent();
    assertThat(tokens.verify(token(holderOfNew))).isEmpty();
  }

  /// The first request finds a function that answers, instead of one that ended at its start.
  @Test
  void sourceThatIsAwayAtTheStartIsAskedAgainForTheFirstToken() {
    var token = token(tokens);
    source.failure = new TransientException("unreachable");
    var started = tokens(source);
    assertThatThrownBy(() -> started.verify(token)).isInstanceOf(TransientException.class);
    source.failure = null;
    assertThat(started.verify(token)).isPresent();
  }

  @Test
  void secretThatThenTurnsOutToBeMissingIsTheInstallations() {
    var token = token(tokens);
    source.failure = new TransientException("unreachable");
    var started = tokens(source);
    source.failure = null;
    source.valid = List.of();
    assertThatThrownBy(() -> started.verify(token))
        .isInstanceOf(InstallationException.class)
        .hasMessageContaining("API_AUTH_SECRET is not set");
  }

  @Test
  void nothingCountsWhenTheSecretIsWithdrawn() {
    var token = token(tokens);
    source.failure = new UserErrorException("every version is disabled");
    clock.advance(SigningKeys.LONGEST_AGE);
    assertThat(tokens.verify(token)).isEmpty();
    source.failure = null;
    clock.advance(SigningKeys.SHORTEST_PAUSE);
    assertThat(tokens.verify(token)).isPresent();
  }

  @Test
  void keyThatIsTooShortIsNotUsed() {
    var token = token(tokens);
    source.valid = List.of(Secret.of("short"), OLD);
    clock.advance(SigningKeys.LONGEST_AGE);
    assertThat(tokens.verify(token)).isPresent();
  }
}
