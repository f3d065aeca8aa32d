package io.codedeveloper.cli.deploy;

import io.codedeveloper.cli.program.Shell;
import java.util.List;

/// What has to be in a project before Terraform can work there.
record Foundation(Target target) {
  static final String NAME = "prepare";

  /// When it is done again.
  static final String ONLY_IF = "the bucket of Terraform's state is gone";

  /// What Terraform itself uses before it has enabled anything, and Secret Manager, whose agent is
  /// made below.
  private static final List<String> APIS =
      List.of(
          "serviceusage.googleapis.com",
          "cloudresourcemanager.googleapis.com",
          "iam.googleapis.com",
          "storage.googleapis.com",
          "secretmanager.googleapis.com");

  /// Makes the bucket for Terraform's state as well.
  Step withoutBucket() {
    return step(List.of(enabling(), introducing(), makingBucket(), keepingVersions()));
  }

  /// The bucket for Terraform's state is there.
  Step withBucket() {
    return step(List.of(enabling(), introducing(), keepingVersions()));
  }

  private Step step(List<List<String>> commands) {
    return new Step(
        NAME,
        "APIs, Secret Manager's agent, and the bucket for Terraform's state",
        SourceHash.of(List.of(target.project(), target.stateBucket())),
        commands,
        List.of());
  }

  /// Without its agent, the first secret that reminds of its age is refused: nobody could publish.
  private List<String> introducing() {
    return gcloud(
        "beta", "services", "identity", "create", "--service=secretmanager.googleapis.com");
  }

  private List<String> makingBucket() {
    return gcloud(
        "storage",
        "buckets",
        "create",
        StateBucket.url(target),
        "--location=" + target.location(),
        "--uniform-bucket-level-access",
        "--public-access-prevention");
  }

  private List<String> keepingVersions() {
    return gcloud("storage", "buckets", "update", StateBucket.url(target), "--versioning");
  }

  private List<String> enabling() {
    var command = gcloud("services", "enable");
    command.addAll(APIS);
    return command;
  }

  private List<String> gcloud(String... arguments) {
    var command = Shell.command("gcloud", arguments);
    command.add("--project=" + target.project());
    command.add("--quiet");
    return command;
  }
}
