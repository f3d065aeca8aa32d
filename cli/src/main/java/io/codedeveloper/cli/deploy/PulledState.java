package io.codedeveloper.cli.deploy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.codedeveloper.cli.api.JsonView;
import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.platform.UserErrorException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Terraform's state of the environment that is open, as it is now.
///
/// @param view empty where nothing was ever made
record PulledState(JsonView view) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /// @throws UserErrorException when it cannot be read
  static PulledState read(Target target, Programs programs) {
    var printed = programs.answer(new Terraform(target).pulling(), PATIENCE).orElse("{}");
    try {
      var state =
          JsonParser.parseString(printed) instanceof JsonObject json ? json : new JsonObject();
      return new PulledState(new JsonView(state));
    } catch (JsonParseException noJson) {
      throw new UserErrorException(
          "Terraform's state cannot be read; look yourself: terraform state pull", noJson);
    }
  }

  /// Which of all states it is: Terraform counts each change, from whatever checkout it comes.
  String serial() {
    return "%s/%s".formatted(view.text("lineage").orElse(""), view.text("serial").orElse(""));
  }

  /// The name of the database, as `terraform/firestore.tf` declares it; empty where it has none.
  Optional<String> database() {
    return made("google_firestore_database", "this")
        .flatMap(database -> database.text("name").stream())
        .findFirst();
  }

  /// The job's image, as `terraform/job.tf` declares it; empty where there is no job.
  Optional<String> jobImage() {
    return made("google_cloud_run_v2_job", "iteration")
        .flatMap(job -> job.views("template").stream())
        .flatMap(execution -> execution.views("template").stream())
        .flatMap(task -> task.views("containers").stream())
        .flatMap(container -> container.text("image").stream())
        .findFirst();
  }

  /// What was made of a declaration.
  private Stream<JsonView> made(String type, String name) {
    return view.views("resources").stream()
        .filter(one -> one.text("type").filter(type::equals).isPresent())
        .filter(one -> one.text("name").filter(name::equals).isPresent())
        .flatMap(one -> one.views("instances").stream())
        .map(instance -> instance.view("attributes"));
  }
}
