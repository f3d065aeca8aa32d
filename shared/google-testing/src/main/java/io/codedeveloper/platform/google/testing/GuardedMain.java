package io.codedeveloper.platform.google.testing;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// Runs another program's main class, and ends with the process that started it.
///
/// A test's process may be killed at any moment; what it started must not outlive it.
public final class GuardedMain {
  private GuardedMain() {}

  /// @param arguments the process id to end with, the main class, its arguments
  public static void main(String[] arguments) throws Throwable {
    var guardian =
        Thread.ofPlatform().name("guardian").daemon().unstarted(() -> endWith(arguments[0]));
    guardian.start();
    var main = Class.forName(arguments[1]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
    } catch (InvocationTargetException failed) {
      throw failed.getCause();
    }
  }

  private static void endWith(String process) {
    ProcessHandle.of(Long.parseLong(process)).ifPresent(parent -> parent.onExit().join());
    Runtime.getRuntime().halt(1);
  }
}
