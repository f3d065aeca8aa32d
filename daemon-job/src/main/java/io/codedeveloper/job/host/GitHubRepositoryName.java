package io.codedeveloper.job.host;

import io.codedeveloper.job.git.RemoteUrl;
import io.codedeveloper.platform.UserErrorException;
import java.util.regex.Pattern;

/// Whose repository it is and what it is called on GitHub.
record GitHubRepositoryName(String owner, String name) {
  private static final Pattern PATH =
      Pattern.compile("^/([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]+?)(?:\\.git)?$");

  /// @throws UserErrorException when the address has no owner and repository
  static GitHubRepositoryName of(RemoteUrl.Web url) {
    var path = PATH.matcher(url.uri().getPath());
    if (!path.matches()) {
      throw new UserErrorException(
          "'%s' does not name a repository of GitHub. Use an address like https://github.com/owner/repository."
              .formatted(url.display()));
    }
    return new GitHubRepositoryName(path.group(1), path.group(2));
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
