package io.codedeveloper.cli;

/// The control API does not answer at all. The message says which address, and what to do.
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnreachableException(String message) {
    super(message);
  }

  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
