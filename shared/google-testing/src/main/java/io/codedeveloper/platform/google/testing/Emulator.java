package io.codedeveloper.platform.google.testing;

import java.util.concurrent.atomic.AtomicInteger;

/// One of Google's own emulators, in a process that ends with this one.
///
/// Tests share one, each with projects of its own, so that none sees what another left. The test
/// that starts one is skipped where it is not installed ([GoogleInstallation]).
public abstract sealed class Emulator implements AutoCloseable
    permits FirestoreEmulator, PubSubEmulator {
  private static final AtomicInteger PROJECTS = new AtomicInteger();

  private final Program program;
  private EmulatorProcess process;

  Emulator(Program program) {
    this.program = program;
    process = program.start(0);
  }

  /// What is run.
  ///
  /// @param directory below gcloud's `platform`
  /// @param component its name for `gcloud components install`
  record Program(String directory, String component, String mainClass) {
    EmulatorProcess start(int port) {
      return EmulatorProcess.start(
          GoogleInstallation.emulator(directory, component), mainClass, port);
    }
  }

  /// Host and port, as the variables `…_EMULATOR_HOST` have them.
  public String address() {
    return process.address();
  }

  /// A project that nobody has used.
  public String freshProject() {
    return "test-" + PROJECTS.incrementAndGet();
  }

  /// Ends it at once, with everything in it.
  public void kill() {
    process.close();
  }

  /// Starts an empty one at the address of the one that was killed.
  public void restart() {
    process = program.start(process.port());
  }

  @Override
  public void close() {
    kill();
  }
}
