package io.codedeveloper.job.agent.tool;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Makes text fit for the model: no control characters, no secrets, not too long.
public final class Output {
  /// The longest result of a tool, in characters.
  public static final int LONGEST = 64 << 10;

  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001b(?:\\[[0-9;?]{0,32}["
              + " -/]{0,4}[@-~]|\\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\\\)?|[@-Z\\\\-_])");
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069]|\\p{Cs}");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\u2028\\u2029]+");

  private final UnaryOperator<String> redactor;

  /// @param redactor takes secrets out of a text
  public Output(UnaryOperator<String> redactor) {
    this.redactor = redactor;
  }

  /// The text as the model and the transcript get it.
  public String clean(String text) {
    var printable = ESCAPES.matcher(text.replace("\r\n", "\n")).replaceAll("");
    return bounded(redactor.apply(CONTROLS.matcher(printable).replaceAll("\uFFFD")));
  }

  /// One line for people. Secrets go before the rest is cut off, else a part of one could stay.
  ///
  /// @param longest in characters
  public String line(String text, int longest) {
    var line = BLANKS.matcher(clean(text)).replaceAll(" ").strip();
    return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
  }

  private static String bounded(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    var half = LONGEST / 2 - 100;
    var omitted = text.length() - 2 * half;
    return text.substring(0, half)
        + "\n[… "
        + omitted
        + " characters left out …]\n"
        + text.substring(text.length() - half);
  }
}
