package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Programs;
import io.codedeveloper.cli.program.Shell;
import io.codedeveloper.platform.UserErrorException;
import io.codedeveloper.platform.VariableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Finds out, before anything begins, what a command would stumble over.
final class Prerequisites {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Target target;
  private final Programs programs;
  private final VariableReader problems;
  private final Deadline deadline;
  private boolean isProjectSeen;

  /// @param problems gets one sentence for each thing that is missing
  Prerequisites(Target target, Programs programs, VariableReader problems) {
    this(target, programs, problems, Deadline.NONE);
  }

  /// @param deadline by which everything is found out
  Prerequisites(Target target, Programs programs, VariableReader problems, Deadline deadline) {
    this.deadline = deadline;
    this.target = target;
    this.programs = programs;
    this.problems = problems;
  }

  /// The files of this system.
  Prerequisites checkout() {
    if (!Files.isExecutable(target.dev())) {
      problems.problem(
          "%s is no checkout of code-developer; run this in one, or name one with --source DIR"
              .formatted(target.checkout()));
    } else if (!hasTerraform(Terraform.folder(target))) {
      problems.problem(
          "%s holds no Terraform files (*.tf), and they say what is made in Google Cloud; take a checkout that has them"
              .formatted(Terraform.folder(target)));
    }
    return this;
  }

  /// What builds it.
  Prerequisites building() {
    installed("mvn", "Maven", "install Maven 3.8.7 or newer");
    var kind =
        programs
            .find(BuildMachine.QUESTION.getFirst())
            .flatMap(known -> programs.ask(BuildMachine.QUESTION, deadline.left(PATIENCE)));
    new BuildMachine(kind, programs.find("gcloud")).problems().forEach(problems::problem);
    return this;
  }

  /// The programs that reach Google Cloud, somebody who is logged in, and the project.
  Prerequisites cloud() {
    if (installed("terraform", "Terraform", "install it (developer.hashicorp.com/terraform)")) {
      new TerraformVersion(target, programs, deadline).problem().ifPresent(problems::problem);
    }
    if (installed(
        "gcloud", "the Google Cloud CLI", "install it (cloud.google.com/sdk/docs/install)")) {
      checkLogin();
    }
    return this;
  }

  /// Where Terraform's state is; asked after [#cloud].
  Prerequisites state() {
    if (isProjectSeen && !StateBucket.exists(target, programs, deadline)) {
      problems.problem(
          "there is no bucket '%s' for Terraform's state, or you may not see it; name another one with --state-bucket, or make it: project-manager cloud setup --env %s"
              .formatted(target.stateBucket(), target.environment()));
    }
    return this;
  }

  /// Somebody who pays, as far as one may see that; asked after [#cloud].
  Prerequisites billing() {
    if (isProjectSeen && isUnpaid()) {
      problems.problem(
          "the project '%s' has no billing account, without which Google Cloud makes nothing; link one: gcloud billing projects link %1$s --billing-account ACCOUNT"
              .formatted(target.project()));
    }
    return this;
  }

  private boolean isUnpaid() {
    return gcloud(
            "billing", "projects", "describe", target.project(), "--format=value(billingEnabled)")
        .filter("false"::equalsIgnoreCase)
        .isPresent();
  }

  /// @throws UserErrorException with all that is missing
  void check() {
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

  private boolean installed(String program, String name, String how) {
    var found = programs.find(program).isPresent();
    if (!found) {
      problems.problem(
          "%s is not installed: there is no %s on the PATH; %s".formatted(name, program, how));
    }
    return found;
  }

  private void checkLogin() {
    var account = gcloud("auth", "list", "--filter=status:ACTIVE", "--format=value(account)");
    if (account.isEmpty()) {
      problems.problem("nobody is logged in to Google Cloud; run: gcloud auth login");
      return;
    }
    if (!programs.succeeds(
        List.of("gcloud", "auth", "application-default", "print-access-token", "--quiet"),
        deadline.left(PATIENCE))) {
      problems.problem(
          "Terraform has no credentials of yours; run: gcloud auth application-default login");
    }
    if (target.project().isEmpty()) {
      return;
    }
    isProjectSeen =
        gcloud("projects", "describe", target.project(), "--format=value(projectId)").isPresent();
    if (!isProjectSeen) {
      problems.problem(
          "%s may not see a project '%s' in Google Cloud; name another one with --gcp-project, or ask for access"
              .formatted(account.get(), target.project()));
    }
  }

  private Optional<String> gcloud(String... arguments) {
    return programs.ask(Shell.command("gcloud", arguments), deadline.left(PATIENCE));
  }
}
