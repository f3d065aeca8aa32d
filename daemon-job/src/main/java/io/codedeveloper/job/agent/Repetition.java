package io.codedeveloper.job.agent;

import com.google.gson.JsonObject;
import java.util.List;

/// Recognises a model that goes in circles.
final class Repetition {
  /// How often a call, or a cycle of up to three calls, is repeated before the work ends.
  static final int TIMES = 5;

  /// How many turns in a row may consist of wrong calls only.
  static final int MALFORMED_TURNS = 3;

  private static final int LONGEST_CYCLE = 3;

  private Repetition() {}

  /// True when the last calls are the same ones over and over.
  static boolean stuck(Conversation conversation) {
    var calls =
        conversation.answers().stream()
            .flatMap(answer -> answer.reply().calls().stream())
            .map(Repetition::key)
            .toList();
    for (var cycle = 1; cycle <= LONGEST_CYCLE; cycle++) {
      if (repeats(calls, cycle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean repeats(List<String> calls, int cycle) {
    var length = cycle * TIMES;
    if (calls.size() < length) {
      return false;
    }
    var tail = calls.subList(calls.size() - length, calls.size());
    for (var at = cycle; at < length; at++) {
      if (!tail.get(at).equals(tail.get(at - cycle))) {
        return false;
      }
    }
    return true;
  }

  private static String key(JsonObject call) {
    return Json.text(call, "name") + Json.GSON.toJson(Json.object(call, "input"));
  }

  /// The number of turns at the end in which every call was wrong in itself.
  static int malformedTurns(Conversation conversation) {
    var turns = 0;
    var wrong = 0;
    var entries = conversation.entries();
    for (var at = entries.size() - 1; at >= 0; at--) {
      var entry = entries.get(at);
      if (entry instanceof Entry.Outcome outcome) {
        if (outcome.kind() != Entry.Kind.MALFORMED) {
          return turns;
        }
        wrong++;
      } else if (entry instanceof Entry.Answer answer) {
        if (wrong == 0
            && answer.reply().calls().isEmpty()
            && !answer.reply().stopReason().equals("max_tokens")) {
          return turns;
        }
        turns++;
        wrong = 0;
      }
    }
    return turns;
  }
}
