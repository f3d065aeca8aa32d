package io.codedeveloper.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What a rotation or an emergency stop disables, no deployment enables again.
final class EndedVersionsTest {
  @Test
  void terraformEnablesNoVersionThatWasDisabled() throws IOException {
    var text = Files.readString(Path.of("..", "terraform", "secrets.tf"));

    assertThat(text.substring(text.indexOf("resource \"google_secret_manager_secret_version\"")))
        .contains("ignore_changes = [enabled]");
  }
}
