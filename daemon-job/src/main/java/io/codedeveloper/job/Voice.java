package io.codedeveloper.job;

import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// What a job says of itself, for people who look up how it ended.
sealed interface Voice {
  /// How it ended, in order.
  void says(String text);

  /// Why it could not do anything.
  void complains(String text);

  /// Lines, for a host that keeps what its jobs print.
  record Printing(PrintStream out) implements Voice {
    @Override
    public void says(String text) {
      out.println(text);
    }

    @Override
    public void complains(String text) {
      out.println(text);
    }
  }

  /// Entries of the log, one for each text, however many lines it has.
  record Logging(Logger log) implements Voice {
    @Override
    public void says(String text) {
      log.log(Level.INFO, text);
    }

    @Override
    public void complains(String text) {
      log.log(Level.ERROR, text);
    }
  }
}
