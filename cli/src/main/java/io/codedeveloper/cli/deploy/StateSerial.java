package io.codedeveloper.cli.deploy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;

/// Which of all states of an environment there is now: Terraform counts each change, from whatever
/// checkout it comes.
final class StateSerial {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private StateSerial() {}

  /// @throws UserErrorException when it cannot be read
  static String read(Target target, Programs programs) {
    var printed = programs.answer(new Terraform(target).pulling(), PATIENCE).orElse("{}");
    try {
      var state =
          JsonParser.parseString(printed) instanceof JsonObject json ? json : new JsonObject();
      var view = new JsonView(state);
      return "%s/%s".formatted(view.text("lineage").orElse(""), view.text("serial").orElse(""));
    } catch (JsonParseException noJson) {
      throw new UserErrorException(
          "Terraform's state cannot be read; look yourself: terraform state pull", noJson);
    }
  }
}
