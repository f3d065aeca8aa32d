package io.codedeveloper.cli.ops;

import io.codedeveloper.auth.Secret;
import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;

/// Finds out whether a new value of a secret is good.
interface SecretTrial {
  /// Tries it before anybody else gets it.
  ///
  /// @param present the value that counts now
  /// @return what was seen, for people
  /// @throws UserErrorException when it is not good
  String before(Secret fresh, Optional<Secret> present);

  /// Tries it when everybody should know it.
  ///
  /// @return what was seen, for people
  /// @throws UserErrorException when it is refused
  String inUse(Secret fresh);
}
