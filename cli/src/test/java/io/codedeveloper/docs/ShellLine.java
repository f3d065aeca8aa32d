package io.codedeveloper.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The commands of a line of shell, as words; enough of the language for what pages show.
public record ShellLine(String text) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<end>[|&;()]+)|(?<elsewhere>[<>]+)|(?<word>(?:\"[^\"]*\"|'[^']*'|[^\\s\"'|&;()<>])+)");
  private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*=.*";

  /// Each command of the line, without variables that are set before it, comments, and where its
  /// output goes.
  public List<List<String>> commands() {
    var commands = new ArrayList<List<String>>();
    var words = new ArrayList<String>();
    var goesElsewhere = false;
    for (var token : TOKEN.matcher(text).results().toList()) {
      var word = token.group("word");
      if (token.group("end") != null) {
        add(commands, words);
      } else if (word != null && word.startsWith("#")) {
        break;
      } else if (word != null && !goesElsewhere && !(words.isEmpty() && word.matches(VARIABLE))) {
        words.add(word.replaceAll("[\"']", ""));
      }
      goesElsewhere = token.group("elsewhere") != null;
    }
    add(commands, words);
    return commands;
  }

  private static void add(List<List<String>> commands, List<String> words) {
    if (!words.isEmpty()) {
      commands.add(List.copyOf(words));
      words.clear();
    }
  }
}
