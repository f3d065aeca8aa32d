package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Terraform's settings of an environment, of which single entries of objects are changed; every
/// other line stays as somebody wrote it.
///
/// @param lines of the file
record Tfvars(List<String> lines) {
  private static final Pattern ENTRY =
      Pattern.compile("(\\s+)(\\w+)\\s*=\\s*(\"[^\"]*\"|[^\\s#,]+)(.*)");

  Tfvars {
    lines = List.copyOf(lines);
  }

  static Tfvars of(String text) {
    return new Tfvars(text.lines().toList());
  }

  String text() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /// The lines of an object without its braces: from, and up to.
  private record Range(int from, int to) {}

  /// @throws UserErrorException when it is written in a way that is not understood
  private Optional<Range> object(String name) {
    for (var i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(name + "\\s*=.*")) {
        var end = lines.get(i).matches(name + "\\s*=\\s*\\{\\s*(#.*)?") ? end(i) : -1;
        if (end < 0) {
          throw new UserErrorException(
              "'%s' is not an object with an entry a line; write it so, or change it by hand"
                  .formatted(name));
        }
        return Optional.of(new Range(i + 1, end));
      }
    }
    return Optional.empty();
  }

  private int end(int begin) {
    for (var i = begin + 1; i < lines.size(); i++) {
      if (lines.get(i).matches("}\\s*(#.*)?")) {
        return i;
      }
    }
    return -1;
  }

  /// What an entry of an object says, without quotation marks; empty where it is not there.
  Optional<String> value(String object, String entry) {
    return object(object)
        .flatMap(range ->
            lines.subList(range.from(), range.to()).stream()
                .map(ENTRY::matcher)
                .filter(match -> match.matches() && match.group(2).equals(entry))
                .map(match -> match.group(3).replace("\"", ""))
                .findFirst());
  }

  /// What a variable says that is text on one line; empty where it is not there.
  Optional<String> text(String variable) {
    var line = Pattern.compile(variable + "\\s*=\\s*\"([^\"]*)\"\\s*(#.*)?");
    return lines.stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst();
  }

  /// The same with another value of an entry.
  ///
  /// @param value as it is written: text with its quotation marks
  Tfvars with(String object, String entry, String value) {
    var changed = new ArrayList<>(lines);
    var range = object(object);
    if (range.isEmpty()) {
      if (!changed.isEmpty()) {
        changed.add("");
      }
      changed.addAll(List.of(object + " = {", "  %s = %s".formatted(entry, value), "}"));
      return new Tfvars(changed);
    }
    var body = changed.subList(range.get().from(), range.get().to());
    replace(body, entry, value);
    align(body);
    return new Tfvars(changed);
  }

  private static void replace(List<String> body, String entry, String value) {
    for (var i = 0; i < body.size(); i++) {
      var match = ENTRY.matcher(body.get(i));
      if (match.matches() && match.group(2).equals(entry)) {
        body.set(i, "%s%s = %s%s".formatted(match.group(1), entry, value, match.group(4)));
        return;
      }
    }
    body.add("  %s = %s".formatted(entry, value));
  }

  /// As `terraform fmt` has it: the signs of lines that follow each other stand below each other.
  private static void align(List<String> body) {
    for (var begin = 0; begin < body.size(); begin++) {
      var end = begin;
      var width = 0;
      while (end < body.size() && ENTRY.matcher(body.get(end)).matches()) {
        var match = ENTRY.matcher(body.get(end));
        width = match.matches() ? Math.max(width, match.group(2).length()) : width;
        end++;
      }
      for (var i = begin; i < end; i++) {
        var match = ENTRY.matcher(body.get(i));
        if (match.matches()) {
          var padded = match.group(2) + " ".repeat(width - match.group(2).length());
          body.set(i, match.group(1) + padded + " = " + match.group(3) + match.group(4));
        }
      }
      begin = Math.max(begin, end);
    }
  }
}
