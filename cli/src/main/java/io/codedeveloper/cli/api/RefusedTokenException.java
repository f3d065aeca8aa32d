package io.codedeveloper.cli.api;

import io.codedeveloper.platform.UserErrorException;

/// The API does not accept the token: it answered 401.
public final class RefusedTokenException extends UserErrorException {
  private static final long serialVersionUID = 1;

  RefusedTokenException(String message) {
    super(message);
  }
}
