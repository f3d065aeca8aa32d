package io.codedeveloper.job.sandbox;

/// Knows all processes of one command, however they hid.
interface Containment {
  /// Looks at what runs now; called several times a second while the command runs.
  default void observe(ProcessHandle root) {}

  /// Asks every process of the command to end (SIGTERM).
  void terminate(ProcessHandle root);

  /// Ends every process of the command (SIGKILL), also after its root has ended.
  void kill(ProcessHandle root);
}
