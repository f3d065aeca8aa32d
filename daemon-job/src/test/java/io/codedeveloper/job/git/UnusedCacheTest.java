package io.codedeveloper.job.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Caches of repositories that nobody works on any more.
final class UnusedCacheTest {
  private static final Instant START = Remotes.NOW;

  @TempDir Path directory;
  private Path caches;
  private NativeGit left;
  private NativeGit used;

  @BeforeEach
  void workOnBoth() throws IOException {
    caches = directory.resolve("caches");
    left = NativeGit.bare(directory.resolve("left.git"), Map.of("README.md", "Hello\n"));
    used = NativeGit.bare(directory.resolve("used.git"), Map.of("README.md", "Hello\n"));
    fetch(left, START);
    fetch(used, START);
  }

  @Test
  void whatWasNotOpenedForLongIsDeletedAndComesBackWhenItIsNeeded() throws IOException {
    fetch(used, START.plus(Duration.ofDays(60)));
    assertThat(cached()).hasSize(2);

    fetch(used, START.plus(Duration.ofDays(91)));
    assertThat(cached()).singleElement().asString().contains("used");

    fetch(left, START.plus(Duration.ofDays(92)));
    assertThat(cached()).hasSize(2);
  }

  private void fetch(NativeGit origin, Instant at) {
    try (var remote =
        JGitRemoteRepository.open(
            RemoteUrl.parse(origin.directory().toString()),
            caches,
            AccessToken.none(),
            NetworkLimits.usual(),
            Clock.fixed(at, ZoneOffset.UTC))) {
      remote.fetch("main");
    }
  }

  private List<String> cached() throws IOException {
    try (var files = Files.list(caches)) {
      return files.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString).toList();
    }
  }
}
