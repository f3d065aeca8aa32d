package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.UnreachableException;
import io.codedeveloper.platform.TransientException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.function.Supplier;

/// Something that was done, or was to be done.
///
/// @param what it concerns, in a word or two
/// @param said what came of it, or why nothing did
/// @param byHand the command that does it, where it failed
record Act(Part part, String what, Level level, String said, String byHand, Undo undo) {
  /// What acts are about, in the order in which they are told. They are undone in the opposite one:
  /// keys first, and the daemon, which begins to work at once, last.
  enum Part {
    DAEMON,
    TICKS,
    QUEUE,
    EXECUTIONS,
    SECRETS,
    /// Of a procedure that does one thing.
    ONE
  }

  /// How it is undone.
  ///
  /// @param command empty where nothing has to be
  /// @param condition when it is to be undone, in a few words; empty: whenever all is
  record Undo(String command, String condition) {
    static final Undo NONE = new Undo("", "");

    static Undo by(String command) {
      return new Undo(command, "");
    }

    /// Of what was not running before, perhaps.
    static Undo perhapsBy(String command) {
      return new Undo(command, "if it ran before");
    }

    boolean isNone() {
      return command.isEmpty();
    }
  }

  /// Something that is to be done.
  ///
  /// @param byHand the command that does it
  record Plan(Part part, String what, String byHand, Undo undo) {
    /// Of a procedure that does one thing.
    ///
    /// @param undo the command that undoes it; may be empty
    Plan(String what, String byHand, String undo) {
      this(Part.ONE, what, byHand, Undo.by(undo));
    }

    Plan undoneBy(Undo another) {
      return new Plan(part, what, byHand, another);
    }

    /// Does it; where that fails, this is what came of it.
    ///
    /// @param doing says what it did
    Act carriedOut(Supplier<String> doing) {
      try {
        return new Act(part, what, Level.FINE, doing.get(), byHand, undo);
      } catch (RuntimeException failure) {
        return failed(failure);
      }
    }

    /// Nothing had to be done.
    Act needless(String why) {
      return new Act(part, what, Level.FINE, why, byHand, Undo.NONE);
    }

    Act failed(RuntimeException why) {
      var level = why instanceof UnreachableException ? Level.UNREACHABLE : Level.WRONG;
      return isUnknown(why)
          ? new Act(
              part,
              what,
              level,
              "it is not known whether that was done: " + why.getMessage(),
              byHand,
              undo)
          : new Act(part, what, level, "failed: " + why.getMessage(), byHand, Undo.NONE);
    }

    /// Whether somebody may have got it who did not answer.
    private static boolean isUnknown(RuntimeException why) {
      var cause = why.getCause();
      return why instanceof TransientException
          || (why instanceof UnreachableException
              && cause != null
              && !(cause instanceof ConnectException
                  || cause instanceof HttpConnectTimeoutException
                  || cause instanceof UnresolvedAddressException));
    }
  }

  /// This, after another try of it that can be undone: where this one failed, that one may have
  /// done it.
  Act afterTry(Act first) {
    return isDone() || !undo.isNone()
        ? this
        : new Act(
            part,
            what,
            level,
            said + "; whether the first try did it is not known",
            byHand,
            first.undo());
  }

  boolean isDone() {
    return level == Level.FINE;
  }

  /// What is undone, and when.
  String undone() {
    return undo.condition().isEmpty() ? what : what + ", " + undo.condition();
  }

  Finding finding() {
    return new Finding(what, level, said, isDone() ? List.of() : List.of(byHand));
  }
}
