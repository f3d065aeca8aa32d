package io.codedeveloper.platform;

import io.codedeveloper.auth.Secret;
import java.util.Optional;

/// Gives secrets by name.
public interface SecretSource {
  /// The secret's present value, or nothing where none is set.
  Optional<Secret> read(Name name);

  /// The secrets of the system; the constant's name is also the environment variable's.
  enum Name {
    /// The key of the Messages API.
    ANTHROPIC_API_KEY,
    /// The token for the Git host: contents and pull requests.
    GITHUB_TOKEN,
    /// The key that signs the API's bearer tokens (HS256), at least 32 bytes.
    API_AUTH_SECRET
  }
}
