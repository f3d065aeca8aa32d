package io.codedeveloper.functions.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that cannot be served, and why, as the caller is told.
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable Duration wait;

  /// @param detail one sentence: the thing, its value, what to do
  public Problem(int status, String detail) {
    super(detail);
    this.status = status;
    this.wait = null;
  }

  /// @param wait after which it is worth another try, in whole seconds
  public Problem(int status, String detail, Duration wait) {
    super(detail);
    this.status = status;
    this.wait = wait;
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(wait);
  }

  public int status() {
    return status;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  String title() {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 408 -> "Request Timeout";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 422 -> "Unprocessable Content";
      case 429 -> "Too Many Requests";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
