package io.codedeveloper.auth;

import java.util.Optional;

/// Tells whose bearer token it is.
@FunctionalInterface
public interface TokenVerifier {
  /// The principal of a valid token; empty for every other, whatever is wrong with it.
  Optional<Principal> verify(String token);
}
