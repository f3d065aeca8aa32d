package io.codedeveloper.platform.google.log;

import java.util.Random;

/// Texts and exceptions that are hard to write down, each made from a seed.
final class HostileTexts {
  private static final String[] PIECES = {
    "",
    "{}",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\u0000",
    "\u001b[31m",
    "\u2028",
    "\u2029",
    "\ud800",
    "\udc00",
    "\udc00\ud800",
    "\ud83d\ude00",
    "é",
    "\uffff",
    "\ufeff",
    "{\"severity\":\"ERROR\"}",
    "%s %d {} {0}",
    "</script>",
    "\u007f",
    "\u0085",
    "'",
    "plain"
  };

  private final Random random;

  HostileTexts(long seed) {
    this.random = new Random(seed);
  }

  String text() {
    var pieces = random.nextInt(12);
    var text = new StringBuilder();
    for (var piece = 0; piece < pieces; piece++) {
      text.append(
          random.nextInt(3) == 0
              ? String.valueOf((char) random.nextInt(0x10000))
              : PIECES[random.nextInt(PIECES.length)]);
    }
    return random.nextInt(50) == 0 ? text.toString().repeat(400_000) : text.toString();
  }

  Throwable thrown() {
    return switch (random.nextInt(5)) {
      case 0 -> new IllegalStateException(text(), new RuntimeException(text()));
      case 1 -> cycle();
      case 2 -> new Unspeakable();
      case 3 -> new IllegalStateException((String) null);
      default -> deep(random.nextInt(200));
    };
  }

  private Throwable cycle() {
    var first = new IllegalStateException(text());
    var second = new RuntimeException(text(), first);
    first.initCause(second);
    first.addSuppressed(second);
    return first;
  }

  /// As deep as no printing of it by recursion gets.
  static Throwable deep(int causes) {
    var thrown = new RuntimeException("at the bottom");
    for (var cause = 0; cause < causes; cause++) {
      thrown = new RuntimeException("above", thrown);
    }
    return thrown;
  }

  /// An argument that cannot be written down.
  static final class Silent {
    @Override
    public String toString() {
      throw new IllegalStateException("no word");
    }
  }

  /// Whose own methods fail.
  static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("not even that");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("not even this");
    }
  }
}
