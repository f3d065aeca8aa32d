package io.codedeveloper.cli.ops;

import io.codedeveloper.platform.SecretSource.Name;
import java.util.Map;
import java.util.Set;

/// Who may do what, as `terraform/permissions.tf` gives it.
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

  /// Roles that count for a part of the project only.
  static final Set<String> CONDITIONAL =
      Set.of("roles/datastore.user", "roles/storage.objectViewer");

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

  /// An account of an installation, as policies name it.
  static String member(String account, String project) {
    return "serviceAccount:" + email(account, project);
  }

  static String email(String account, String project) {
    return "code-developer-%s@%s.iam.gserviceaccount.com".formatted(account, project);
  }
}
