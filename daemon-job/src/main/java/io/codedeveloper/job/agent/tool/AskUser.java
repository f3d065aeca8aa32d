package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import java.util.function.BooleanSupplier;

/// Puts a question to a person; the work ends until the answer comes.
final class AskUser implements Tool {
  private static final int LONGEST = 4_000;

  @Override
  public String name() {
    return "ask_user";
  }

  @Override
  public String description() {
    return "Asks a person and waits, maybe for days. Only for what cannot be found out or decided"
        + " here: contradictory wishes, a decision with lasting consequences. One question"
        + " at a time.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .required("question", "string", "the question, understandable without this conversation")
        .optional("choices", "array", "answers to choose from; any other answer may still come")
        .build();
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var question = input.text("question").strip();
    var choices = input.texts("choices");
    if (question.isEmpty() || question.length() > LONGEST) {
      throw new RefusedException("the question must have 1 to " + LONGEST + " characters");
    }
    if (choices.size() > 10 || choices.stream().anyMatch(each -> each.length() > LONGEST)) {
      throw new RefusedException("at most 10 choices of at most " + LONGEST + " characters");
    }
    return new ToolOutcome.Question(question, choices);
  }
}
