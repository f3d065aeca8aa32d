package io.codedeveloper.cli.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines of a switch-over, pasted into a shell whose Terraform only keeps what it is told.
final class DatabaseSwitchTest {
  @TempDir Path checkout;

  @BeforeEach
  void terraform() throws IOException {
    var script = "#!/bin/sh\necho \"$*\" >>told\ncase \"$*\" in *\"$FAILS\"*) exit 1;; esac\n";
    var terraform = Files.writeString(checkout.resolve("terraform.sh"), script);
    Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(checkout.resolve("bin"));
    Files.move(terraform, checkout.resolve("bin/terraform"));
    settings("restored");
  }

  private void settings(String database) throws IOException {
    Files.createDirectories(checkout.resolve("terraform/envs"));
    Files.writeString(
        checkout.resolve("terraform/envs/prod.tfvars"),
        "firestore_database = \"%s\"\n".formatted(database));
  }

  /// @param fails what Terraform fails at
  private String pasted(String fails) throws Exception {
    var block =
        String.join("\n", new DatabaseSwitch("prod", "acme", "here").lines("restored", List.of()))
            + "\necho deployed >>told\n";
    var builder =
        new ProcessBuilder("/bin/sh", "-c", block)
            .directory(checkout.toFile())
            .redirectErrorStream(true);
    builder.environment().put("PATH", checkout.resolve("bin") + ":/usr/bin:/bin");
    builder.environment().put("FAILS", fails);
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said + Files.readString(checkout.resolve("told"));
  }

  @Test
  void blockGoesThroughToTheDeployment() throws Exception {
    assertThat(pasted("nothing of that"))
        .containsSubsequence(" init ", "workspace select", "state rm", " import ", "deployed");
  }

  @Test
  void nothingRunsAfterWhatFailed() throws Exception {
    assertThat(pasted("workspace")).contains("workspace").doesNotContain("state rm", "deployed");
  }

  @Test
  void nothingIsForgottenWhereTheSettingsSayAnother() throws Exception {
    settings("(default)");
    assertThat(pasted("nothing of that"))
        .contains("set firestore_database first")
        .doesNotContain("state rm", "deployed");
  }
}
