package io.codedeveloper.platform;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that may work when tried again later: a host that does not answer, an overloaded
/// service.
public final class TransientException extends RuntimeException {
  private static final long serialVersionUID = 2;

  private final @Nullable Duration retryAfter;

  public TransientException(String message) {
    super(message);
    this.retryAfter = null;
  }

  public TransientException(String message, Throwable cause) {
    super(message, cause);
    this.retryAfter = null;
  }

  /// A failure whose service said how long to wait.
  public TransientException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /// How long the service asked to wait, where it said so.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
