package io.codedeveloper.cli.up;

/// Does something when this process ends before it was closed: by SIGTERM, or as something failed.
final class AtExit implements AutoCloseable {
  private final Thread hook;

  /// @throws IllegalStateException when the process ends already
  AtExit(Runnable action) {
    hook = Thread.ofPlatform().name("at exit").unstarted(action);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process ends: it is done already.
      hook.isAlive();
    }
  }
}
