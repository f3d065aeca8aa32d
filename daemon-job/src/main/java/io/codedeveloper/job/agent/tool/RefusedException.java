package io.codedeveloper.job.agent.tool;

/// A reason, in words for the model, why a tool does not do what it was asked for.
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RefusedException(String why) {
    super(why);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
