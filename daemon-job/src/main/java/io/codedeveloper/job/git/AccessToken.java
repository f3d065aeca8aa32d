package io.codedeveloper.job.git;

import io.codedeveloper.auth.Secret;
import java.util.Optional;
import java.util.function.Supplier;

/// A token and the only host that ever gets it.
///
/// @param origin scheme, host and port, as [RemoteUrl.Web#origin] gives it
/// @param source asked at each use, so that a changed token counts at once
public record AccessToken(String origin, Supplier<Optional<Secret>> source) {
  /// The host of github.com.
  public static final String GITHUB = "https://github.com";

  /// No token for anybody.
  public static AccessToken none() {
    return new AccessToken("", Optional::empty);
  }

  /// The token, where it is meant for this host.
  Optional<Secret> forOrigin(String other) {
    return origin.equals(other) ? source.get() : Optional.empty();
  }
}
