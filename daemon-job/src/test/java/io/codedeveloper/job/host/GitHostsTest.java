package io.codedeveloper.job.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.job.git.AccessToken;
import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.local.LocalDatabase;
import io.codedeveloper.platform.local.SqliteDocumentStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHostsTest {
  @TempDir Path directory;

  @Test
  void gitHubIsChosenForItsOwnAndTheConfiguredHost() {
    assertThat(choose("https://github.com/octo/hello", "https://api.github.com"))
        .isInstanceOf(GitHubHost.class);
    assertThat(choose("https://git.example.org/octo/hello", "https://git.example.org/api/v3"))
        .isInstanceOf(GitHubHost.class);
    assertThat(choose("https://example.ghe.com/octo/hello", "https://api.example.ghe.com"))
        .isInstanceOf(GitHubHost.class);
  }

  @Test
  void theStoreIsChosenForEverythingElse() {
    assertThat(choose("https://git.example.org/octo/hello", "https://api.github.com"))
        .isInstanceOf(LocalGitHost.class);
    assertThat(choose(directory.toString(), "https://api.github.com"))
        .isInstanceOf(LocalGitHost.class);
  }

  @Test
  void onlyGitHubGetsTheToken() {
    try (var database = LocalDatabase.open(directory, Clock.systemUTC())) {
      var hosts = hosts(database, "https://api.github.com");
      assertThat(hosts.tokenFor(RemoteUrl.parse("https://github.com/octo/hello")).origin())
          .isEqualTo(AccessToken.GITHUB);
      assertThat(hosts.tokenFor(RemoteUrl.parse("https://git.example.org/a/b")).origin()).isEmpty();
    }
  }

  @Test
  void addressWithoutOwnerIsTheUsersError() {
    assertThatThrownBy(() -> choose("https://github.com/hello", "https://api.github.com"))
        .isInstanceOf(UserErrorException.class)
        .hasMessageContaining("owner/repository");
  }

  private GitHost choose(String remote, String api) {
    try (var database = LocalDatabase.open(directory, Clock.systemUTC())) {
      return hosts(database, api).forRemote(RemoteUrl.parse(remote), "demo");
    }
  }

  private static GitHosts hosts(LocalDatabase database, String api) {
    return new GitHosts(
        URI.create(api),
        () -> Optional.of(Secret.of("t")),
        new SqliteDocumentStore(database),
        Clock.systemUTC());
  }
}
