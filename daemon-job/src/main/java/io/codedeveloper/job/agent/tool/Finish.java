package io.codedeveloper.job.agent.tool;

import com.google.gson.JsonObject;
import java.util.function.BooleanSupplier;

/// Says that the task is done.
final class Finish implements Tool {
  @Override
  public String name() {
    return "finish";
  }

  @Override
  public String description() {
    return "Ends the work when the task is done and checked. Call it alone, after the results of"
        + " all other calls are seen.";
  }

  @Override
  public JsonObject inputSchema() {
    return Schema.object()
        .required("summary", "string", "what was done and how it was checked, for the reviewer")
        .build();
  }

  @Override
  public boolean readOnly() {
    return true;
  }

  @Override
  public ToolOutcome run(ToolInput input, BooleanSupplier stop) {
    var summary = input.text("summary").strip();
    if (summary.isEmpty()) {
      throw new RefusedException("the summary is empty; say what was done");
    }
    return new ToolOutcome.Finish(summary);
  }
}
