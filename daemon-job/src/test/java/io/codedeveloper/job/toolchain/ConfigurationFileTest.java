package io.codedeveloper.job.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.platform.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigurationFileTest {
  @TempDir Path tree;

  @Test
  void everyKeyIsRead() throws IOException {
    Files.writeString(
        tree.resolve("code-developer.yml"),
        """
        # how we work
        language: python
        setup:
          - pip install -r requirements.txt
          - make generated
        test: make check
        protected: [docs/**, LICENSE]
        testTimeout: 90s
        setupTimeout: 1h
        """);

    ProjectConfiguration configuration = ConfigurationFile.read(tree);

    assertThat(configuration.language()).contains("python");
    assertThat(configuration.setup()).contains("pip install -r requirements.txt && make generated");
    assertThat(configuration.test()).contains("make check");
    assertThat(configuration.protectedPaths()).containsExactly("docs/**", "LICENSE");
    assertThat(configuration.testTimeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(configuration.setupTimeout()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void missingAndEmptyFilesSayNothing() {
    assertThat(ConfigurationFile.read(tree).test()).isEmpty();
    assertThat(ConfigurationFile.parse("").test()).isEmpty();
    assertThat(ConfigurationFile.parse("# nothing\n").setup()).isEmpty();
    assertThat(ConfigurationFile.parse("").testTimeout()).isEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void emptyCommandsAreSaidOnPurpose() {
    ProjectConfiguration configuration = ConfigurationFile.parse("setup: ''\ntest:\n");

    assertThat(configuration.setup()).contains("");
    assertThat(configuration.test()).contains("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'tests: make' | 'line 1: ''tests'' is not known here; known are setup, test, language'",
        "'test: make\nSetup: x' | 'line 2: ''Setup'' is not known here'",
        "'test: {a: b}' | 'line 1: ''test'' must be a text or a list of texts'",
        "'test: make\ntest: x' | 'line 2: '",
        "'a: [' | 'line 1: '",
        "'test: make\n\tx: y' | 'line 2: '",
        "'- make' | 'line 1: must hold lines of the form'",
        "'make check' | 'line 1: must hold lines of the form'",
        "'testTimeout: soon' | 'line 1: ''testTimeout'' is ''soon''; use for instance 90s, 20m or 1h'",
        "'testTimeout: 7h' | 'at most 6h'",
        "'testTimeout: 0' | 'at most 6h'",
        "'testTimeout: 9999999s' | 'at most 6h'",
        "'testTimeout: 5d' | 'at most 6h'",
        "'testTimeout: ' | 'at most 6h'",
        "'[1]: x' | 'Non scalar key'",
        "'language: cobol' | 'language ''cobol'' is not known; known are maven, npm, python, make'",
        "'test: &a [*a]' | 'line 1: '"
      })
  void problemsNameFileAndLine(String text, String problem) {
    assertThatThrownBy(() -> ConfigurationFile.parse(text))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("code-developer.yml")
        .hasMessageContaining(problem);
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(() -> ConfigurationFile.parse("a: 1\nb: 2\ntestTimeout: x\n"))
        .hasMessageContaining("line 1")
        .hasMessageContaining("line 2")
        .hasMessageContaining("line 3");
  }

  @Test
  void hugeFilesAndLinksAreRefused() throws IOException {
    assertThatThrownBy(() -> ConfigurationFile.parse("# " + "x".repeat(70_000)))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("larger than 64 KiB");

    Files.createSymbolicLink(tree.resolve("code-developer.yml"), Path.of("/etc/passwd"));
    assertThatThrownBy(() -> ConfigurationFile.read(tree))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("plain file");
  }

  @Test
  void aliasesDoNotExplode() {
    String bomb = "test: &a [x, x]\nsetup: &b [*a, *a]\nprotected: [*b, *b]\n";

    assertThatThrownBy(() -> ConfigurationFile.parse(bomb)).isInstanceOf(UserErrorException.class);
  }
}
