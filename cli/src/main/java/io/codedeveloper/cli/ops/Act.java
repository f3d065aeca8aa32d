package io.codedeveloper.cli.ops;

import io.codedeveloper.cli.program.Questions.Pending;
import io.codedeveloper.platform.TransientException;
import java.util.List;
import java.util.function.Supplier;

/// Something that was done, or was to be done.
///
/// @param what it concerns, in a word or two
/// @param said what came of it, or why nothing did
/// @param byHand the command that does it, where it failed
/// @param undo the command that undoes it; empty where nothing has to be
record Act(String what, Level level, String said, String byHand, String undo) {
  /// Something that is to be done.
  ///
  /// @param byHand the command that does it
  /// @param undo the command that undoes it; may be empty
  record Plan(String what, String byHand, String undo) {
    /// Does it; where that fails, this is what came of it.
    ///
    /// @param doing says what it did
    Act carriedOut(Supplier<String> doing) {
      try {
        return new Act(what, Level.FINE, doing.get(), byHand, undo);
      } catch (RuntimeException failure) {
        return failed(failure);
      }
    }

    /// Nothing had to be done.
    Act needless(String why) {
      return new Act(what, Level.FINE, why, byHand, "");
    }

    Act failed(RuntimeException why) {
      if (why instanceof TransientException) {
        var said = "it is not known whether that was done: " + why.getMessage();
        return new Act(what, Level.WRONG, said, byHand, undo);
      }
      var unreachable = Finding.unreadable(what, why).level() == Level.UNREACHABLE;
      var level = unreachable ? Level.UNREACHABLE : Level.WRONG;
      return new Act(what, level, "failed: " + why.getMessage(), byHand, "");
    }

    /// What came of it, once that is known.
    Act outcome(Pending<Act> pending) {
      try {
        return pending.get();
      } catch (RuntimeException failure) {
        return failed(failure);
      }
    }
  }

  boolean isDone() {
    return level == Level.FINE;
  }

  Finding finding() {
    return new Finding(what, level, said, isDone() ? List.of() : List.of(byHand));
  }
}
