package io.codedeveloper.platform;

/// Something that the installation lacks: a resource, or a right of ours to use it.
///
/// Whoever runs the installation can change that; whoever only uses it cannot, and is told no more
/// than that. The message names the thing and what to do, for the log.
public final class InstallationException extends UserErrorException {
  private static final long serialVersionUID = 1;

  public InstallationException(String message, Throwable cause) {
    super(message, cause);
  }
}
