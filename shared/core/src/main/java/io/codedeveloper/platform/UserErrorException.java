package io.codedeveloper.platform;

/// Something that only the user can change: a bad roadmap, a bad setting, a missing right.
///
/// The message names the thing, its value and what to do next; it is shown as it stands and never
/// retried.
public class UserErrorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UserErrorException(String message) {
    super(message);
  }

  public UserErrorException(String message, Throwable cause) {
    super(message, cause);
  }
}
