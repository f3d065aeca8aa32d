package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;

/// Terraform's state as the last change from this checkout left it: whether it is still so tells
/// whether somebody else changed Google Cloud meanwhile.
record LeftState(Target target, Programs programs) {
  /// What happened to the state since.
  enum Since {
    NOTHING(""),
    SOMETHING("somebody else changed it since"),
    UNKNOWN("it is not known whether somebody else changed it since");

    private final String words;

    Since(String words) {
      this.words = words;
    }

    /// What is to be said of it.
    String words() {
      return words;
    }
  }

  /// What happened since the last change from here.
  ///
  /// @throws UserErrorException when the state cannot be read
  Since since() {
    var now = PulledState.read(target, programs).serial();
    return finished()
        .left()
        .map(left -> left.equals(now) ? Since.NOTHING : Since.SOMETHING)
        .orElse(Since.UNKNOWN);
  }

  /// Changes everything. Afterwards, also where it ends halfway, the state is what was left here.
  void replace(Runnable change) {
    finished().leaveUnknown();
    try {
      change.run();
    } catch (RuntimeException failure) {
      keepAfter(failure);
      throw failure;
    }
    keep();
  }

  /// Changes a part. Where somebody else had changed something before, that stays so.
  void adjust(Runnable change) {
    if (since() == Since.NOTHING) {
      replace(change);
    } else {
      change.run();
    }
  }

  private void keepAfter(RuntimeException failure) {
    try {
      keep();
    } catch (RuntimeException unreadable) {
      failure.addSuppressed(unreadable);
    }
  }

  private void keep() {
    finished().leave(PulledState.read(target, programs).serial());
  }

  private FinishedSteps finished() {
    return new FinishedSteps(target.state());
  }
}
