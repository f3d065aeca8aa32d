package io.codedeveloper.platform;

/// Something that may work when tried again later: a host that does not answer, an overloaded service.
public final class TransientException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TransientException(String message) {
    super(message);
  }

  public TransientException(String message, Throwable cause) {
    super(message, cause);
  }
}
