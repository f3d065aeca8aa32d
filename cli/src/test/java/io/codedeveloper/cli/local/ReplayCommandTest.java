package io.codedeveloper.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.codedeveloper.cli.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayCommandTest {
  @TempDir Path directory;

  @Test
  void missingRecordingIsNamed() {
    var run = CommandRun.in(directory, "local", "replay", "nothing.json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("nothing.json cannot be read");
  }

  @Test
  void whatIsNoRecordingIsRefusedWithItsForm() throws IOException {
    Files.writeString(directory.resolve("a.json"), "[]");

    var run = CommandRun.in(directory, "local", "replay", "a.json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("code-developer-recording");
  }

  @Test
  void portThatIsTakenIsNamed() throws IOException {
    Files.writeString(
        directory.resolve("a.json"),
        "{\"format\": \"code-developer-recording\", \"version\": 1, \"sessions\": []}");
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = String.valueOf(other.getLocalPort());

      var run = CommandRun.in(directory, "local", "replay", "a.json", "--port", port);

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("port " + port + " is taken");
    }
  }
}
