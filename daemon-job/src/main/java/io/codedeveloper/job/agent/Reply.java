package io.codedeveloper.job.agent;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.codedeveloper.budget.Usage;
import java.util.List;

/// A complete answer of the model.
///
/// @param content its blocks as the API sent them; of a call whose input was no JSON the input is
///   empty
/// @param stopReason why it ended, in the API's words; empty when it did not say
/// @param explanation what the service says about a refusal; usually empty
/// @param unreadable ids of calls whose input was no JSON
/// @param repeated ids of calls that came under the id of another call of the same answer
record Reply(
    String id,
    String model,
    JsonArray content,
    String stopReason,
    String explanation,
    Usage usage,
    List<String> unreadable,
    List<String> repeated) {
  Reply {
    unreadable = List.copyOf(unreadable);
    repeated = List.copyOf(repeated);
  }

  /// The same answer with other blocks.
  Reply with(JsonArray blocks, List<String> unreadableCalls, List<String> repeatedCalls) {
    return new Reply(
        id, model, blocks, stopReason, explanation, usage, unreadableCalls, repeatedCalls);
  }

  /// Whether the model refuses the task; calls that it has begun by then are not to be done.
  boolean isRefusal() {
    return stopReason.equals("refusal");
  }

  List<JsonObject> calls() {
    return Json.blocks(content, "tool_use").toList();
  }

  /// What it says in words.
  String words() {
    return String.join(
        "\n", Json.blocks(content, "text").map(block -> Json.text(block, "text")).toList());
  }
}
