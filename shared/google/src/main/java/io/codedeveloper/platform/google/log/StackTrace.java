package io.codedeveloper.platform.google.log;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A stack trace as the JDK prints it, whatever the exception does meanwhile.
final class StackTrace {
  private StackTrace() {}

  /// @param longest in characters; what goes on is left out
  static String of(Throwable thrown, int longest) {
    var text = new Beginning(longest);
    try {
      thrown.printStackTrace(new PrintWriter(text, true));
    } catch (RuntimeException | StackOverflowError hostile) {
      // Its own methods fail, or its causes are nested too deeply: what was printed is kept.
      text.write("\n[the rest of " + thrown.getClass().getName() + " cannot be printed]");
    }
    return text.toString();
  }

  /// Keeps the beginning of what is written.
  private static final class Beginning extends StringWriter {
    private final int longest;

    Beginning(int longest) {
      this.longest = longest;
    }

    @Override
    public void write(String text, int from, int length) {
      super.write(text, from, Math.min(length, room()));
    }

    @Override
    public void write(char[] text, int from, int length) {
      super.write(text, from, Math.min(length, room()));
    }

    @Override
    public void write(String text) {
      write(text, 0, text.length());
    }

    @Override
    public void write(int character) {
      if (room() > 0) {
        super.write(character);
      }
    }

    private int room() {
      return Math.max(0, longest - getBuffer().length());
    }
  }
}
