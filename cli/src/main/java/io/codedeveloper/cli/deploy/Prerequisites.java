package io.codedeveloper.cli.deploy;

import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.VariableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out, before anything begins, what a deployment would stumble over.
record Prerequisites(Target target, Programs programs) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /// @throws UserErrorException with one sentence for each thing that is missing
  void check(VariableReader problems) {
    if (!Files.isExecutable(target.dev())) {
      problems.problem(
          "%s is no checkout of code-developer; run this in one, or name one with --source DIR"
              .formatted(target.checkout()));
    } else if (!hasTerraform(Terraform.folder(target))) {
      problems.problem(
          "%s holds no Terraform files (*.tf), and they say what is made in Google Cloud; take a checkout that has them"
              .formatted(Terraform.folder(target)));
    }
    installed(problems, "mvn", "Maven", "install Maven 3.8.7 or newer");
    installed(problems, "terraform", "Terraform", "install it (developer.hashicorp.com/terraform)");
    if (installed(
        problems,
        "gcloud",
        "the Google Cloud CLI",
        "install it (cloud.google.com/sdk/docs/install)")) {
      checkLogin(problems);
    }
    problems.check();
  }

  private static boolean hasTerraform(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".tf"));
    } catch (IOException unreadable) {
      return false;
    }
  }

  private boolean installed(VariableReader problems, String program, String name, String how) {
    var found = programs.find(program).isPresent();
    if (!found) {
      problems.problem(
          "%s is not installed: there is no %s on the PATH; %s".formatted(name, program, how));
    }
    return found;
  }

  private void checkLogin(VariableReader problems) {
    var account = gcloud("auth", "list", "--filter=status:ACTIVE", "--format=value(account)");
    if (account.isEmpty()) {
      problems.problem("nobody is logged in to Google Cloud; run: gcloud auth login");
      return;
    }
    if (!programs.succeeds(
        List.of("gcloud", "auth", "application-default", "print-access-token", "--quiet"),
        PATIENCE)) {
      problems.problem(
          "Terraform has no credentials of yours; run: gcloud auth application-default login");
    }
    if (target.project().isEmpty()) {
      return;
    }
    if (gcloud("projects", "describe", target.project(), "--format=value(projectId)").isEmpty()) {
      problems.problem(
          "%s may not see a project '%s' in Google Cloud; name another one with --gcp-project, or ask for access"
              .formatted(account.get(), target.project()));
    } else if (!hasStateBucket()) {
      problems.problem(
          "there is no bucket '%s' for Terraform's state, or %s may not see it; name another one with --state-bucket, or make it: gcloud storage buckets create gs://%1$s --project %3$s --location %4$s --uniform-bucket-level-access --public-access-prevention"
              .formatted(target.stateBucket(), account.get(), target.project(), target.location()));
    }
  }

  private boolean hasStateBucket() {
    var bucket = "gs://" + target.stateBucket();
    return gcloud("storage", "buckets", "describe", bucket, "--format=value(name)").isPresent();
  }

  private Optional<String> gcloud(String... arguments) {
    var command = new ArrayList<>(List.of("gcloud"));
    command.addAll(List.of(arguments));
    return programs.ask(command, PATIENCE);
  }
}
