package io.codedeveloper.cli.ops;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.cli.UnreachableException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What was found about one thing.
///
/// @param subject the thing, in a word or two
/// @param text how it is, in one sentence
/// @param next commands to type now
record Finding(String subject, Level level, String text, List<String> next) {
  Finding {
    next = List.copyOf(next);
  }

  static Finding fine(String subject, String text) {
    return new Finding(subject, Level.FINE, text, List.of());
  }

  static Finding note(String subject, String text, String... next) {
    return new Finding(subject, Level.NOTE, text, List.of(next));
  }

  static Finding wrong(String subject, String text, String... next) {
    return new Finding(subject, Level.WRONG, text, List.of(next));
  }

  /// What could not be read, and why.
  static Finding unreadable(String subject, RuntimeException why) {
    var level = why instanceof UnreachableException ? Level.UNREACHABLE : Level.UNREADABLE;
    return new Finding(subject, level, String.valueOf(why.getMessage()), List.of());
  }

  /// What somebody finds; where they fail, that is the finding.
  static Finding of(String subject, Supplier<Finding> look) {
    try {
      return look.get();
    } catch (RuntimeException failure) {
      return unreadable(subject, failure);
    }
  }

  /// The same of several things: what keeps one from being read often keeps others, too.
  boolean saysTheSameAs(Finding other) {
    return level.isUnknown() && level == other.level && text.equals(other.text);
  }

  /// Both in one; what is to be typed for either stays.
  Finding and(Finding other) {
    var both = Stream.concat(next.stream(), other.next.stream()).distinct().toList();
    return new Finding(subject + ", " + other.subject, level, text, both);
  }

  JsonObject json() {
    var json = new JsonObject();
    json.addProperty("subject", subject);
    json.addProperty("level", level.wireName());
    json.addProperty("text", text);
    var commands = new JsonArray();
    next.forEach(commands::add);
    json.add("next", commands);
    return json;
  }
}
