package io.codedeveloper.job.agent.tool;

import java.util.List;

/// What came of a call of a tool.
public sealed interface ToolOutcome {
  /// It was done. @param text for the model
  record Done(String text) implements ToolOutcome {}

  /// It was not done, or not as wanted: no such file, a refused path, a command that failed to
  /// start. @param why for the model
  record Refused(String why) implements ToolOutcome {}

  /// The call itself was wrong: an unknown tool, an argument of the wrong type. @param why for the
  /// model
  record Malformed(String why) implements ToolOutcome {}

  /// The model wants to know something from a person.
  record Question(String question, List<String> choices) implements ToolOutcome {
    public Question {
      choices = List.copyOf(choices);
    }
  }

  /// The model says that it is done.
  record Finish(String summary) implements ToolOutcome {}
}
