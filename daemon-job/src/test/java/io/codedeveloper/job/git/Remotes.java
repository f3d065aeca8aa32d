package io.codedeveloper.job.git;

import io.codedeveloper.job.git.WorkTree.Commit;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// What tests of remotes have in common.
final class Remotes {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private Remotes() {}

  static JGitRemoteRepository open(Path repository, Path caches) {
    return open(repository.toString(), caches, AccessToken.none());
  }

  static JGitRemoteRepository open(String url, Path caches, AccessToken token) {
    return JGitRemoteRepository.open(
        RemoteUrl.parse(url),
        caches,
        token,
        NetworkLimits.usual(),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static Commit commit(String message, String iteration) {
    return new Commit(
        message,
        Map.of("Iteration-Id", iteration),
        "code-developer",
        "code-developer@example.org",
        NOW);
  }
}
