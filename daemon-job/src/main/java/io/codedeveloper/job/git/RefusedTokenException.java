package io.codedeveloper.job.git;

import io.codedeveloper.platform.UserErrorException;
import java.util.Optional;
import java.util.function.Supplier;

/// A host refuses the token that it was given, or wants one.
public final class RefusedTokenException extends UserErrorException {
  private static final long serialVersionUID = 1;

  public RefusedTokenException(String message) {
    super(message);
  }

  /// Does something that needs a token, and does it once more when the token was refused and is
  /// another one now: it was changed while it was in use.
  public static <S, T> T toleratingChange(Supplier<Optional<S>> token, Supplier<T> attempt) {
    var used = token.get();
    try {
      return attempt.get();
    } catch (RefusedTokenException refused) {
      if (token.get().equals(used)) {
        throw refused;
      }
      return attempt.get();
    }
  }
}
