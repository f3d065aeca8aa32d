package io.codedeveloper.cli.cloud;

import com.google.gson.JsonObject;
import io.codedeveloper.cli.OutputOptions;
import io.codedeveloper.cli.Surroundings;
import io.codedeveloper.cli.api.JsonView;

/// Shows the answer to a request that changed something.
public record Acknowledgement(Surroundings with, OutputOptions output) {
  public void show(JsonObject answer) {
    if (output.json()) {
      with.console().json(answer);
    } else {
      with.console().line(new JsonView(answer).text("message").orElse("done"));
    }
  }
}
