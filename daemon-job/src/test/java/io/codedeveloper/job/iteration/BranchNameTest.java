package io.codedeveloper.job.iteration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BranchNameTest {
  @ParameterizedTest
  @CsvSource({
    "PRIORITY 2.9.5, code-developer/priority-2.9.5",
    "US-021, code-developer/us-021",
    "PRIORITÉ 3, code-developer/priorit-3",
    "PRIORITY 3@1a2b3c4d, code-developer/priority-3-1a2b3c4d",
    "a..b, code-developer/a.b",
    "..hidden.., code-developer/hidden",
    "x.lock, code-developer/x.lock-branch",
    "~^:?*[\\ 7, code-developer/7",
  })
  void keysBecomeLegalBranchNames(String key, String branch) {
    assertThat(BranchName.of(key)).isEqualTo(branch);
  }

  @Test
  void longKeysAreCutAtALegalPlace() {
    var branch = BranchName.of("x".repeat(79) + "." + "y".repeat(50));

    assertThat(branch).hasSize(BranchName.PREFIX.length() + 79).endsWith("x");
  }

  @Test
  void aKeyWithoutAnyLetterIsRefused() {
    assertThatThrownBy(() -> BranchName.of("***")).isInstanceOf(IllegalArgumentException.class);
  }
}
