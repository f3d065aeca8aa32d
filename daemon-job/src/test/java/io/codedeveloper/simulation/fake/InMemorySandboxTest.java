package io.codedeveloper.simulation.fake;

import io.codedeveloper.job.sandbox.CommandContract;
import io.codedeveloper.job.sandbox.CommandSandbox;
import io.codedeveloper.platform.memory.ManualClock;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class InMemorySandboxTest extends CommandContract {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final FileSystem files = InMemoryFiles.open();

  @BeforeEach
  void makeTree() throws IOException {
    Files.createDirectory(tree());
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  @Override
  protected CommandSandbox sandbox() {
    return new InMemorySandbox(clock, clock::advance, Duration.ofSeconds(20));
  }

  @Override
  protected Path tree() {
    return files.getPath("/tree");
  }
}
