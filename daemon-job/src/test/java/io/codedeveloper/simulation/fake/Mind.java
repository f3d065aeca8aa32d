package io.codedeveloper.simulation.fake;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.codedeveloper.job.replay.Fault;
import io.codedeveloper.job.replay.Recording;
import java.util.Optional;

/// What a model in memory answers. It is told by the conversation alone, so that a conversation
/// that was interrupted goes on as it would have.
@FunctionalInterface
public interface Mind {
  Thought about(Turn turn);

  /// A request for an answer.
  ///
  /// @param task the first message
  /// @param number of answers that the conversation has already
  record Turn(JsonObject request, String task, int number) {
    /// Whether the agent may change anything; else it shall write a plan.
    public boolean mayWrite() {
      return request.getAsJsonArray("tools").asList().stream()
          .map(JsonElement::getAsJsonObject)
          .anyMatch(tool -> tool.get("name").getAsString().equals("write_file"));
    }

    /// The first line of the task.
    public String title() {
      return task.lines().findFirst().orElse("");
    }
  }

  /// What the model says, and what comes in between.
  ///
  /// @param content blocks as the API sends them; the input of a call that is a text is sent as it
  ///   is, as if it had been cut off
  /// @param stopReason empty: by the content
  /// @param fault what happens to the answer on its way
  record Thought(JsonArray content, String stopReason, Optional<Fault> fault) {
    public static Thought of(Recording.Turn turn) {
      return new Thought(turn.content(), turn.stopReason(), Optional.empty());
    }

    public Thought with(Fault happening) {
      return new Thought(content, stopReason, Optional.of(happening));
    }
  }
}
