package io.codedeveloper.cli.deploy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A part of an installation that can be deleted by itself, in the order in which all are.
enum Part {
  SCHEDULE("ticks", "google_cloud_scheduler_"),
  FUNCTIONS(
      "functions, their zips, and who may call them",
      "google_cloudfunctions2_",
      "google_cloud_run_v2_service",
      "google_storage_bucket_object"),
  JOB("the job that does iterations", "google_cloud_run_v2_job"),
  MESSAGES("topics, subscriptions, and the queue", "google_pubsub_", "google_cloud_tasks_"),
  MONITORING(
      "alerts, dashboard, metrics, log sinks and the budget",
      "google_monitoring_",
      "google_logging_",
      "google_billing_"),
  SECRETS("the secrets", "google_secret_manager_", "time_"),
  IMAGES("the registry with its images", "google_artifact_registry_"),
  DATA("the database and the buckets", "google_firestore_", "google_storage_bucket"),
  // Last: everything else acts as them, and needs the APIs.
  ACCOUNTS("accounts, roles and APIs", "");

  private final String meaning;
  private final List<String> prefixes;

  Part(String meaning, String... prefixes) {
    this.meaning = meaning;
    this.prefixes = List.of(prefixes);
  }

  String meaning() {
    return meaning;
  }

  /// As people write it.
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The part of that name.
  static Optional<Part> named(String name) {
    return Arrays.stream(values()).filter(part -> part.wireName().equals(name)).findFirst();
  }

  /// The names of all.
  static String names() {
    return Arrays.stream(values()).map(Part::wireName).collect(Collectors.joining(", "));
  }

  /// The part that a type of resource belongs to.
  static Part of(String type) {
    return Arrays.stream(values())
        .filter(part -> part.prefixes.stream().anyMatch(type::startsWith))
        .findFirst()
        .orElse(ACCOUNTS);
  }
}
