package io.codedeveloper.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class HostLogTest {
  @Test
  void fullFileMakesRoomAndIsKeptOnce(@TempDir Path logs) throws IOException {
    var line = "x".repeat(64 * 1024);
    try (var _ = HostLog.in(logs)) {
      for (var written = 0L; written < 4 * HostLog.LARGEST.getSize(); written += line.length()) {
        LoggerFactory.getLogger("library").warn(line);
      }
    }
    try (var files = Files.list(logs)) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder("host.log", "host.log.1");
    }
    assertThat(Files.size(logs.resolve("host.log")) + Files.size(logs.resolve("host.log.1")))
        .isLessThan(3 * HostLog.LARGEST.getSize());
  }
}
