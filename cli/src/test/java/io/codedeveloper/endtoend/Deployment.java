package io.codedeveloper.endtoend;

import io.codedeveloper.cli.up.Waiting;
import io.codedeveloper.platform.Platform;
import io.codedeveloper.project.ProjectId;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// The whole system, as it is deployed somewhere.
interface Deployment extends AutoCloseable {
  /// A look from outside at what is stored.
  Platform ports();

  /// Tells the daemon of a project over HTTP to work, and returns the command's id.
  String start(ProjectId project);

  /// Waits for what the store shows; looking any more often would slow down what is waited for.
  default void await(String what, BooleanSupplier seen) {
    Waiting.until(what, Duration.ofMillis(200), seen);
  }

  @Override
  void close();
}
