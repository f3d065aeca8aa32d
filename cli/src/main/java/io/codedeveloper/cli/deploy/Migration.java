package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.PlatformProvider;
import io.codedeveloper.platform.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes the projects known that Terraform's settings name: writes their documents.
///
/// @param variables of this process
record Migration(Target target, Map<String, String> variables) {
  /// @return a line for each project
  List<String> run(Outputs outputs) {
    var wanted = WantedProject.of(outputs);
    if (wanted.isEmpty()) {
      return List.of(
          "nothing to write: no project in terraform/envs/%s.tfvars has a repository"
              .formatted(target.environment()));
    }
    try (var opened =
        PlatformProvider.named("google").open(settings(outputs), PlatformProvider.Host.JOB)) {
      var store = opened.ports().documents();
      return wanted.stream().map(project -> project.into(store)).toList();
    }
  }

  /// What a job of the installation would be told.
  private Map<String, String> settings(Outputs outputs) {
    var settings = new HashMap<>(variables);
    // What libraries log is not for the terminal.
    settings.put(Variable.PLATFORM.name(), "local");
    settings.put(Variable.ENVIRONMENT.name(), environment());
    settings.put(Variable.GOOGLE_PROJECT.name(), target.project());
    settings.put(Variable.GOOGLE_LOCATION.name(), target.location());
    settings.put("GCS_BUCKET", outputs.values().text("bucket").orElse("unknown"));
    settings.put("FIRESTORE_DATABASE", outputs.values().text("database").orElse("(default)"));
    settings.put(
        "CLOUD_TASKS_SERVICE_ACCOUNT",
        outputs.values().view("service_accounts").text("tasks").orElse("unknown"));
    return settings;
  }

  /// As Terraform tells it to the functions.
  private String environment() {
    return target.environment().equals("prod") ? "production" : target.environment();
  }
}
