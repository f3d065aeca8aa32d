package io.codedeveloper.job.git;

import io.codedeveloper.platform.TransientException;
import io.codedeveloper.platform.UserErrorException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/// Says what went wrong between us and a remote, once and in plain words. No cause is passed on:
/// JGit's own texts may quote what a server sent.
final class RemoteFailures {
  private final RemoteUrl url;
  private final boolean hasToken;

  RemoteFailures(RemoteUrl url, boolean hasToken) {
    this.url = url;
    this.hasToken = hasToken;
  }

  /// @param what the action, as in "may not be read"
  RuntimeException translate(String action, Exception failure, Optional<WatchedConnections> web) {
    return web.flatMap(connections -> ofAnswer(action, connections))
        .orElseGet(() -> ofCause(action, failure));
  }

  /// The operation took longer than it may.
  RuntimeException tooSlow(String action, NetworkLimits limits) {
    return new TransientException(
        "Could not %s %s within %d seconds. It can be tried again later."
            .formatted(action, url.display(), limits.whole().toSeconds()));
  }

  private Optional<RuntimeException> ofAnswer(String action, WatchedConnections web) {
    if (web.redirectedTo().isPresent()) {
      return Optional.of(
          new UserErrorException(
              "%s redirects to another host, %s, which does not get the token. Use the address there as the repository."
                  .formatted(url.display(), web.redirectedTo().get())));
    }
    return ofStatus(action, web.status());
  }

  private Optional<RuntimeException> ofStatus(String action, int status) {
    return switch (status) {
      case 401 -> Optional.of(unauthorised());
      case 403 ->
          Optional.of(
              new UserErrorException(
                  "No rights to %s %s (403). Set GITHUB_TOKEN to a token that may %s it."
                      .formatted(action, url.display(), action)));
      case 404, 410, 451 -> Optional.of(missing(status));
      case 429 ->
          Optional.of(
              new TransientException(
                  "%s asks to wait (429). It can be tried again later.".formatted(url.display())));
      default ->
          status >= 500
              ? Optional.of(
                  new TransientException(
                      "%s answers with error %d. It can be tried again later."
                          .formatted(url.display(), status)))
              : Optional.empty();
    };
  }

  private RuntimeException unauthorised() {
    return new RefusedTokenException(
        hasToken
            ? "%s refuses the token (401). Set GITHUB_TOKEN to a valid one."
                .formatted(url.display())
            : "%s wants a token (401), or does not exist. Set GITHUB_TOKEN, or check the address."
                .formatted(url.display()));
  }

  private RuntimeException missing(int status) {
    return new UserErrorException(
        "There is no repository at %s (%d), or the token may not see it. Check the address and the token's rights."
            .formatted(url.display(), status));
  }

  private RuntimeException ofCause(String action, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException unknown -> {
          return new TransientException(
              "The host of %s is not known. Check the address and the network."
                  .formatted(url.display()));
        }
        case CertificateException certificate -> {
          return new UserErrorException(
              "The certificate of %s is not trusted. Use a host with a valid one."
                  .formatted(url.display()));
        }
        case NoRemoteRepositoryException missing -> {
          return new UserErrorException(
              "There is no git repository at %s. Check the address.".formatted(url.display()));
        }
        default -> {}
      }
    }
    return new TransientException(
        "Could not %s %s (%s). It can be tried again later."
            .formatted(action, url.display(), innermost(failure)));
  }

  private static String innermost(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : PlainText.line(cause.getMessage());
  }
}
