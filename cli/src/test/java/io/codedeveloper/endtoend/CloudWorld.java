package io.codedeveloper.endtoend;

import io.codedeveloper.platform.google.testing.FirestoreEmulator;
import io.codedeveloper.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A cloud in which everything runs, with a Firestore that can die.
final class CloudWorld implements AutoCloseable {
  /// No message about it ever reaches the dispatcher.
  static final ProjectId UNREACHABLE = new ProjectId("unreachable");

  private final Path home;
  private final Opened opened = new Opened();
  private final DemoModel model;
  private final FirestoreEmulator firestore;
  private final Gate gate;
  private final CloudDeployment deployment;

  /// @param home an empty directory, for everything that is made
  CloudWorld(Path home) {
    this.home = home;
    try {
      model = opened.kept(new DemoModel());
      firestore = opened.kept(new FirestoreEmulator());
      gate = opened.kept(new Gate(firestore.address()));
      deployment =
          opened.kept(
              new CloudDeployment(directory("cloud"), model.url(), gate.address(), UNREACHABLE));
    } catch (RuntimeException | Error notStarted) {
      opened.closeAfter(notStarted);
      throw notStarted;
    }
  }

  /// Makes a directory.
  Path directory(String name) {
    try {
      return Files.createDirectory(home.resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  DemoModel model() {
    return model;
  }

  CloudDeployment deployment() {
    return deployment;
  }

  /// From here on Firestore is away. Nothing is lost that it had acknowledged.
  void killFirestore(Path kept) {
    gate.shut();
    firestore.save(deployment.services().project(), kept);
    firestore.kill();
  }

  /// Starts another one with what it had, which nobody reaches before [#letIn].
  void restartFirestore(Path kept) {
    firestore.restart();
    firestore.load(deployment.services().project(), kept);
  }

  void letIn() {
    gate.open();
  }

  @Override
  public void close() {
    opened.close();
  }
}
