package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.google.GoogleCloud;
import io.codedeveloper.cli.google.SecretVersion;
import io.codedeveloper.cli.ops.KeyChecks.Disabled;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.SecretSource.Name;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is said of a key of which no version counts.
final class KeyChecksTest {
  private static final GoogleCloud GOOGLE =
      new GoogleCloud(new Programs(Path.of("."), Map.of(), Path.of("log")), "acme", "europe-west1");

  /// @param states of the versions, the newest first
  private static Optional<Disabled> disabled(String... states) {
    var newest = states.length;
    var all =
        IntStream.range(0, newest)
            .mapToObj(one -> new SecretVersion(newest - one, states[one], Instant.EPOCH))
            .toList();
    return KeyChecks.disabled(Name.GITHUB_TOKEN, all, GOOGLE);
  }

  @Test
  void newestIsEnabledAgainWhateverOlderOnesAre() {
    assertThat(disabled("DISABLED", "DESTROYED", "DISABLED").map(Disabled::next))
        .contains("gcloud secrets versions enable 3 --secret=GITHUB_TOKEN --project=acme");
  }

  /// Readers take the newest only, in whatever state it is.
  @Test
  void olderOneIsNotEnabledWhereTheNewestIsDestroyed() {
    assertThat(disabled("DESTROYED", "DISABLED")).isEmpty();
  }

  /// Whoever disabled the newest, and not the older one, may have known why.
  @Test
  void newestIsNotEnabledAgainWhereAnOlderOneStaysEnabled() {
    assertThat(disabled("DISABLED", "ENABLED")).isEmpty();
  }

  @Test
  void secretWithoutVersionsIsNotDisabled() {
    assertThat(disabled()).isEmpty();
  }
}
