package io.codedeveloper.job.agent;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Gives each call of a conversation an id that the service takes and that no other call has.
final class CallIds {
  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9_-]{1,100}");

  private final Set<String> taken = new HashSet<>();

  /// The id itself where it is well formed and new, else one made from it.
  String unique(String id) {
    var base = LEGAL.matcher(id).matches() ? id : "call";
    var unique = base;
    for (var number = 2; !taken.add(unique); number++) {
      unique = base + "_" + number;
    }
    return unique;
  }
}
