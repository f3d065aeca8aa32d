package io.codedeveloper.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.SecretSource;
import io.codedeveloper.platform.SecretSource.Name;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What every source of secrets must do.
public interface SecretSourceContract {
  /// A source in which exactly these secrets are set.
  SecretSource holding(Map<Name, String> secrets);

  @Test
  default void secretIsReadByItsName() {
    var source = holding(Map.of(Name.GITHUB_TOKEN, "ghp_1", Name.ANTHROPIC_API_KEY, "sk-ü\"\\"));
    assertThat(source.read(Name.GITHUB_TOKEN)).contains(Secret.of("ghp_1"));
    assertThat(source.read(Name.ANTHROPIC_API_KEY)).contains(Secret.of("sk-ü\"\\"));
  }

  @Test
  default void secretThatIsNotSetIsEmpty() {
    var source = holding(Map.of());
    assertThat(source.read(Name.API_AUTH_SECRET)).isEmpty();
    assertThat(source.readAnew(Name.API_AUTH_SECRET)).isEmpty();
    assertThat(source.valid(Name.API_AUTH_SECRET)).isEmpty();
  }

  @Test
  default void presentValueIsTheFirstThatIsValid() {
    var source = holding(Map.of(Name.GITHUB_TOKEN, "ghp_1"));
    assertThat(source.readAnew(Name.GITHUB_TOKEN)).contains(Secret.of("ghp_1"));
    assertThat(source.valid(Name.GITHUB_TOKEN)).first().isEqualTo(Secret.of("ghp_1"));
  }

  @Test
  default void blankSecretCountsAsNotSet() {
    assertThat(holding(Map.of(Name.GITHUB_TOKEN, " \n")).read(Name.GITHUB_TOKEN)).isEmpty();
  }

  @Test
  default void secretHasNoWhiteSpaceAroundIt() {
    assertThat(holding(Map.of(Name.GITHUB_TOKEN, " token\n")).read(Name.GITHUB_TOKEN))
        .contains(Secret.of("token"));
  }

  @Test
  default void sourceDoesNotShowWhatItHolds() {
    var source = holding(Map.of(Name.GITHUB_TOKEN, "ghp_never_shown"));
    assertThat(source.toString()).doesNotContain("ghp_never_shown");
    assertThat(source.read(Name.GITHUB_TOKEN).toString()).doesNotContain("ghp_never_shown");
  }
}
