package io.codedeveloper.endtoend;

import io.codedeveloper.platform.google.testing.TasksServer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Makes the calls of delayed tasks when they are due, as Cloud Tasks does of its own accord.
final class DueTasks implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Thread thread;

  DueTasks(TasksServer tasks) {
    thread = Thread.ofVirtual().name("due tasks").start(() -> dispatch(tasks));
  }

  private static void dispatch(TasksServer tasks) {
    while (!Thread.currentThread().isInterrupted()) {
      tasks.dispatchDue();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
