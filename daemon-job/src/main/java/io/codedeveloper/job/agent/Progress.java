package io.codedeveloper.job.agent;

import com.google.gson.JsonObject;
import io.codedeveloper.budget.Usd;
import io.codedeveloper.job.agent.tool.Output;
import java.util.Optional;

/// Lines that tell people what the agent does.
final class Progress {
  private static final int LONGEST = 120;

  private final Output output;

  Progress(Output output) {
    this.output = output;
  }

  String answer(Reply reply, Usd spent) {
    var words = line(reply.words());
    return (words.isEmpty() ? "the model answered" : words) + " (" + spent + " so far)";
  }

  String call(JsonObject call) {
    var input = Json.object(call, "input");
    var what =
        switch (Json.text(call, "name")) {
          case "run_command" -> Json.text(input, "command");
          case "search" -> Json.text(input, "pattern");
          case "ask_user" -> Json.text(input, "question");
          case "finish" -> Json.text(input, "summary");
          default -> Json.text(input, "path");
        };
    return line(Json.text(call, "name") + " " + what);
  }

  /// How a command ended, which is what people want to know of it.
  Optional<String> ending(JsonObject call, String result) {
    return Json.text(call, "name").equals("run_command")
        ? result.lines().findFirst().map(this::line)
        : Optional.empty();
  }

  String line(String text) {
    return output.line(text, LONGEST);
  }
}
