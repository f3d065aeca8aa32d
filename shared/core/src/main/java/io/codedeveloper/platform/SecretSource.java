package io.codedeveloper.platform;

import io.codedeveloper.auth.Secret;
import java.util.List;
import java.util.Optional;

/// Gives secrets by name.
public interface SecretSource {
  /// The secret's present value, or nothing where none is set; possibly a few minutes old.
  ///
  /// @throws TransientException when it cannot be read now
  Optional<Secret> read(Name name);

  /// The secret's present value, read anew: for whom the party that the secret is for has refused
  /// the one that he had. It may have been replaced since.
  ///
  /// @throws TransientException when it cannot be read now
  default Optional<Secret> readAnew(Name name) {
    return read(name);
  }

  /// Every value that counts at present, the one of [#read] first: two while a secret is being
  /// replaced, where the platform keeps the one before.
  ///
  /// @throws TransientException when they cannot be read now
  default List<Secret> valid(Name name) {
    return read(name).stream().toList();
  }

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
