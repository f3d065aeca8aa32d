package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import java.util.function.BooleanSupplier;

/// One thing that the model can ask for.
public interface Tool {
  /// What the model calls it: lower case with underscores.
  String name();

  /// For the model: what it does, its bounds, when to use it.
  String description();

  /// The JSON schema of its input; an object with `properties` and `required`.
  JsonObject inputSchema();

  /// Does it. The input has passed the schema.
  ///
  /// @param stop true when no further effect may begin; long work ends early then
  ToolOutcome run(ToolInput input, BooleanSupplier stop);

  /// True when it changes nothing, so that an agent that only plans may have it.
  boolean readOnly();
}
