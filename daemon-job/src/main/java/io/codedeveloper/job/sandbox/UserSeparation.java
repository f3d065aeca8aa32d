package io.codedeveloper.job.sandbox;

/// How far the user of a command is from the user of this process; the furthest first.
enum UserSeparation {
  /// A user of the machine that owns nothing but what commands may write. Only root can give it;
  /// limits on processes bind it, which they do not for root.
  OTHER_USER("as a user of their own"),
  /// A namespace of users in which no further one can be made, a way to reach more of the kernel.
  CLOSED_NAMESPACE("in a user namespace"),
  OPEN_NAMESPACE("in a user namespace that does not keep them from making more"),
  /// The user of this process, without its capabilities.
  SAME_USER("as the user of this process, without its capabilities");

  private final String words;

  UserSeparation(String words) {
    this.words = words;
  }

  /// Behind "commands run"; for people.
  String words() {
    return words;
  }
}
