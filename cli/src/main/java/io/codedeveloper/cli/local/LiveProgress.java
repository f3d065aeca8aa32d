package io.codedeveloper.cli.local;

import io.codedeveloper.cli.terminal.Console;
import io.codedeveloper.cli.terminal.Line;
import io.codedeveloper.cli.terminal.Style;
import io.codedeveloper.job.iteration.Progress;
import java.util.regex.Pattern;

/// Shows an iteration while it happens: the step's name once, and beside it what it does, line by
/// line.
public final class LiveProgress implements Progress {
  private static final int MARGIN = 14;
  private static final int WIDEST = 100;

  /// What a command or a call came to: it belongs to the line before.
  private static final Pattern RESULT =
      Pattern.compile("(exit code [0-9]+ after|TIMEOUT:|stopped after|refused:) ?.*");

  private static final Pattern CALL =
      Pattern.compile(
          "(list_files|read_file|search|edit_file|write_file|run_command|ask_user|finish)( .*)?");

  /// An answer without words, which the calls after it explain.
  private static final Pattern SILENT_ANSWER =
      Pattern.compile("the model answered \\(.* so far\\)");

  private final Console console;
  private String step = "";
  private boolean named;

  public LiveProgress(Console console) {
    this.console = console;
  }

  @Override
  public void step(String name, int number, int of) {
    step = name;
    named = false;
  }

  @Override
  public void line(String text) {
    if (SILENT_ANSWER.matcher(text).matches()) {
      return;
    }
    var result = RESULT.matcher(text).matches();
    var call = result || CALL.matcher(text).matches();
    var columns = Math.min(console.look().width(), WIDEST) - MARGIN - (call ? 2 : 0);
    var first = true;
    for (var part : Console.wrap(text, columns)) {
      var label = named ? "" : step;
      named = true;
      var indent = Line.of(Style.CYAN, label).and(" ".repeat(Math.max(1, MARGIN - label.length())));
      var bullet = !call ? "" : first && !result ? "· " : "  ";
      console.line(indent.and(call ? Style.DIM : Style.PLAIN, bullet + part));
      first = false;
    }
  }
}
