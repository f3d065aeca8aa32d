package io.codedeveloper.job.git;

import io.codedeveloper.auth.Secret;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/// Answers a host's question for a password with the token, where there is one for exactly this
/// host.
final class TokenCredentials extends CredentialsProvider {
  /// The user name that GitHub's documentation gives with a token; others accept any.
  private static final String USER = "x-access-token";

  private final AccessToken token;

  TokenCredentials(AccessToken token) {
    this.token = token;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (var item : items) {
      if (!(item instanceof CredentialItem.Username || item instanceof CredentialItem.Password)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean get(URIish uri, CredentialItem... items) {
    var secret = secret(uri);
    if (secret.isEmpty() || !supports(items)) {
      return false;
    }
    for (var item : items) {
      switch (item) {
        case CredentialItem.Username user -> user.setValue(USER);
        case CredentialItem.Password password ->
            password.setValue(secret.get().reveal().toCharArray());
        default -> throw new IllegalStateException("asked for " + item.getPromptText());
      }
    }
    return true;
  }

  private Optional<Secret> secret(URIish uri) {
    return uri.getScheme() == null || uri.getHost() == null
        ? Optional.empty()
        : token.forOrigin(RemoteUrl.originOf(uri.getScheme(), uri.getHost(), uri.getPort()));
  }
}
