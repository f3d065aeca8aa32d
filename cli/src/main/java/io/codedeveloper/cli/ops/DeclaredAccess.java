package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.SecretSource.Name;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Who may do what, as `terraform/permissions.tf` and `terraform/github.tf` give it.
final class DeclaredAccess {
  /// Roles on the project, by account; our own roles without the project.
  static final Map<String, Set<String>> PROJECT_ROLES =
      Map.of(
          "health", Set.of(),
          "api",
              Set.of(
                  "roles/datastore.user", "codeDeveloperScheduleEditor", "codeDeveloperLogReader"),
          "dispatcher", Set.of("roles/datastore.user", "codeDeveloperScheduleKeeper"),
          "job", Set.of("roles/datastore.user", "roles/logging.logWriter"),
          "push", Set.of(),
          "tasks", Set.of(),
          "build", Set.of("roles/logging.logWriter", "roles/storage.objectViewer"));

  /// The account as which workflows deploy; there is none where nothing deploys so.
  static final String DEPLOY = "deploy";

  /// Its roles on the project.
  static final Set<String> DEPLOY_ROLES =
      Set.of(
          "codeDeveloperDeployer",
          "roles/artifactregistry.admin",
          "roles/cloudfunctions.admin",
          "roles/cloudscheduler.admin",
          "roles/cloudtasks.queueAdmin",
          "roles/datastore.indexAdmin",
          "roles/iam.roleAdmin",
          "roles/iam.serviceAccountAdmin",
          "roles/iam.workloadIdentityPoolAdmin",
          "roles/logging.configWriter",
          "roles/monitoring.editor",
          "roles/pubsub.admin",
          "roles/resourcemanager.projectIamAdmin",
          "roles/run.admin",
          "roles/serviceusage.serviceUsageAdmin",
          "roles/storage.admin");

  /// Roles that count for a part of the project only, or for some roles.
  static final Set<String> CONDITIONAL =
      Set.of(
          "roles/datastore.user",
          "roles/resourcemanager.projectIamAdmin",
          "roles/storage.objectViewer");

  /// The account that reads a secret.
  static final Map<Name, String> READERS =
      Map.of(
          Name.API_AUTH_SECRET, "api",
          Name.NOTIFICATION_SLACK_URL, "dispatcher",
          Name.NOTIFICATION_WEBHOOK_KEY, "dispatcher",
          Name.NOTIFICATION_WEBHOOK_URL, "dispatcher",
          Name.ANTHROPIC_API_KEY, "job",
          Name.GITHUB_TOKEN, "job");

  /// Services that anybody may call, as they check tokens themselves.
  static final Set<String> CALLED =
      Set.of(
          "api",
          "api-health",
          "costs",
          "daemon-restart",
          "daemon-start",
          "daemon-status",
          "daemon-stop",
          "docs",
          "files",
          "health",
          "iterations",
          "logs",
          "notification-delete",
          "notification-read",
          "notification-respond",
          "notification-stream",
          "notifications",
          "schedule");

  /// Services that only Pub/Sub calls.
  static final Set<String> PUSHED = Set.of("dispatcher", "given-up");

  private DeclaredAccess() {}

  /// Whether a member of a policy is an account of the installation.
  static boolean isOurs(String member, String project) {
    return Stream.concat(PROJECT_ROLES.keySet().stream(), Stream.of(DEPLOY))
        .anyMatch(account -> member(account, project).equals(member));
  }

  /// An account of an installation, as policies name it.
  static String member(String account, String project) {
    return "serviceAccount:" + email(account, project);
  }

  static String email(String account, String project) {
    return "code-developer-%s@%s.iam.gserviceaccount.com".formatted(account, project);
  }
}
