package io.codedeveloper.job.host;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.job.git.AccessToken;
import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.platform.DocumentStore;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/// Chooses where the pull requests of a remote live.
///
/// @param gitHubApi where GitHub's API is
/// @param gitHubToken for GitHub, asked at each use
/// @param store keeps the pull requests of all other remotes
public record GitHosts(
    URI gitHubApi, Supplier<Optional<Secret>> gitHubToken, DocumentStore store, Clock clock) {
  /// The API of github.com.
  public static final URI GITHUB_API = URI.create("https://api.github.com");

  /// GitHub for remotes on github.com or on the host of the configured API, else the store.
  public GitHost forRemote(RemoteUrl remote, String project) {
    return remote instanceof RemoteUrl.Web web && isGitHub(web)
        ? new GitHubHost(web, gitHubApi, gitHubToken, clock)
        : new LocalGitHost(store, project, clock);
  }

  /// The token for reading and pushing, which only GitHub gets.
  public AccessToken tokenFor(RemoteUrl remote) {
    return remote instanceof RemoteUrl.Web web && isGitHub(web)
        ? new AccessToken(web.origin(), gitHubToken)
        : AccessToken.none();
  }

  private boolean isGitHub(RemoteUrl.Web remote) {
    var host = remote.uri().getHost();
    var apiHost = gitHubApi.getHost();
    return host.equals("github.com")
        || host.equalsIgnoreCase(apiHost)
        || apiHost.equalsIgnoreCase("api." + host);
  }
}
