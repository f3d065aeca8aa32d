# Google's answers are made up. The first run makes everything; the others look at it, or plan a change of it.
mock_provider "google" {}
mock_provider "time" {}

variables {
  project_id      = "some-project"
  region          = "europe-west1"
  environment     = "prod"
  functions_from  = "image"
  functions_image = "europe-west1-docker.pkg.dev/some-project/code-developer/code-developer-functions:1"
  job_image       = "europe-west1-docker.pkg.dev/some-project/code-developer/code-developer-job:1"
  projects        = { main = { nightly = "0 22 * * *" }, other = {} }
  secret_values   = {}
  lock_audit_logs = true
}

run "data_secrets_and_messages_are_kept" {
  assert {
    condition = alltrue([
      for rule in google_storage_bucket.files.lifecycle_rule :
      one(rule.action).type != "Delete" || one(rule.condition).with_state == "ARCHIVED" || one(rule.condition).matches_prefix == tolist(["logs/"])
    ])
    error_message = "A rule would delete the live roadmap: Delete is for what was replaced (ARCHIVED), or for logs/."
  }

  assert {
    condition     = anytrue([for rule in google_storage_bucket.files.lifecycle_rule : one(rule.action).type == "Delete" && one(rule.condition).with_state == "ARCHIVED" && one(rule.condition).days_since_noncurrent_time == 90])
    error_message = "What was replaced goes after 90 days."
  }

  assert {
    condition     = anytrue([for rule in google_storage_bucket.files.lifecycle_rule : one(rule.action).type == "Delete" && one(rule.condition).matches_prefix == tolist(["logs/"]) && one(rule.condition).age == 90])
    error_message = "Logs go after 90 days."
  }

  assert {
    condition     = google_storage_bucket.files.versioning[0].enabled
    error_message = "What a person's edit replaced must be there to be had back."
  }

  assert {
    condition = alltrue([
      for bucket in [google_storage_bucket.files, google_storage_bucket.sources, google_storage_bucket.audit, google_storage_bucket.logs] :
      bucket.uniform_bucket_level_access && bucket.public_access_prevention == "enforced"
    ])
    error_message = "Every bucket has uniform access and prevents public access."
  }

  assert {
    condition     = !google_storage_bucket.files.force_destroy && google_firestore_database.this.delete_protection_state == "DELETE_PROTECTION_ENABLED" && google_firestore_database.this.deletion_policy == "ABANDON"
    error_message = "Taking the installation down must not take people's data along, unless keep_data is false."
  }

  assert {
    condition     = google_firestore_database.this.type == "FIRESTORE_NATIVE" && google_firestore_database.this.point_in_time_recovery_enablement == "POINT_IN_TIME_RECOVERY_ENABLED"
    error_message = "The database is native, and can be read as it was at any minute of the last week."
  }

  assert {
    condition     = google_firestore_backup_schedule.daily.retention == "604800s" && length(google_firestore_backup_schedule.daily.daily_recurrence) == 1
    error_message = "There is a backup each day, kept for seven."
  }

  assert {
    condition     = length(google_firestore_index.this) == length(jsondecode(file("firestore-indexes.json")).indexes) && length(google_firestore_index.this) > 0
    error_message = "Each declared index is made."
  }

  assert {
    condition     = toset(keys(google_firestore_field.expiry)) == toset(["commands", "deadLetters", "iterations", "journal", "notifications"]) && alltrue([for field in google_firestore_field.expiry : field.field == "expireAt" && length(field.ttl_config) == 1])
    error_message = "What expires is deleted."
  }

  assert {
    condition     = google_storage_bucket.audit.retention_policy[0].retention_period == 31536000 && google_storage_bucket.audit.retention_policy[0].is_locked
    error_message = "Audit logs are kept for a year, and nobody can delete them before."
  }

  assert {
    condition     = alltrue([for rule in google_storage_bucket.audit.lifecycle_rule : one(rule.condition).age > 365])
    error_message = "Audit logs must not be deleted before their year is over."
  }

  assert {
    condition     = google_logging_project_sink.audit.unique_writer_identity && strcontains(google_logging_project_sink.audit.filter, "cloudaudit.googleapis.com") && google_storage_bucket_iam_member.audit_sink.role == "roles/storage.objectCreator"
    error_message = "Audit logs go to their bucket, and their writer can only add."
  }

  assert {
    condition     = google_logging_project_bucket_config.default.retention_days == 30 && google_logging_project_bucket_config.default.bucket_id == "_Default"
    error_message = "Logs are kept for thirty days."
  }

  assert {
    condition     = startswith(google_logging_project_sink.errors.filter, "severity>=ERROR ") && google_logging_project_sink.errors.destination == "storage.googleapis.com/${google_storage_bucket.logs.name}" && google_logging_project_sink.errors.unique_writer_identity
    error_message = "Errors go to their bucket."
  }

  assert {
    condition     = google_storage_bucket_iam_member.error_sink.bucket == google_storage_bucket.logs.name && google_storage_bucket_iam_member.error_sink.role == "roles/storage.objectCreator" && google_storage_bucket_iam_member.error_sink.member == google_logging_project_sink.errors.writer_identity
    error_message = "The writer of errors can add to their bucket, and nothing else."
  }

  assert {
    condition     = [for rule in google_storage_bucket.logs.lifecycle_rule : "${one(rule.action).type} ${one(rule.condition).age} ${one(rule.condition).with_state}"] == ["Delete 180 ANY"]
    error_message = "Errors are kept for half a year."
  }

  assert {
    condition     = google_logging_project_sink.audit.destination == "storage.googleapis.com/${google_storage_bucket.audit.name}" && google_storage_bucket_iam_member.audit_sink.bucket == google_storage_bucket.audit.name && google_storage_bucket_iam_member.audit_sink.member == google_logging_project_sink.audit.writer_identity
    error_message = "Audit logs go to their own bucket, by their own writer."
  }

  assert {
    condition     = toset([for log in google_project_iam_audit_config.secrets.audit_log_config : log.log_type]) == toset(["ADMIN_READ", "DATA_READ", "DATA_WRITE"])
    error_message = "Who reads a secret is logged."
  }

  assert {
    condition     = !google_artifact_registry_repository.code_developer.cleanup_policy_dry_run && toset([for policy in google_artifact_registry_repository.code_developer.cleanup_policies : policy.action]) == toset(["DELETE", "KEEP"])
    error_message = "Old images are deleted, the newest kept."
  }

  assert {
    condition     = google_artifact_registry_repository.code_developer.vulnerability_scanning_config[0].enablement_config == "DISABLED" && !contains(keys(google_project_service.this), "containerscanning.googleapis.com")
    error_message = "Nobody pays for scans that were not asked for."
  }

  assert {
    condition = toset([
      for policy in google_artifact_registry_repository.code_developer.cleanup_policies :
      "${policy.action} ${join("", concat([for kept in policy.most_recent_versions : "newest ${kept.keep_count}"], [for old in policy.condition : "${old.tag_state} ${old.older_than}"]))}"
    ]) == toset(["KEEP newest 10", "DELETE ANY 2592000s"])
    error_message = "Of each image the newest ten stay; of the others those go that are thirty days old."
  }

  assert {
    condition     = toset([for secret in google_secret_manager_secret.this : secret.secret_id]) == toset(["ANTHROPIC_API_KEY", "API_AUTH_SECRET", "GITHUB_TOKEN", "NOTIFICATION_SLACK_URL", "NOTIFICATION_WEBHOOK_KEY", "NOTIFICATION_WEBHOOK_URL"])
    error_message = "There is a secret for each that the code reads."
  }

  assert {
    condition     = length(google_secret_manager_secret_version.this) == 0
    error_message = "Without values, Terraform writes none."
  }

  assert {
    condition     = alltrue([for secret in google_secret_manager_secret.this : secret.rotation[0].rotation_period == "7776000s" && secret.topics[0].name == google_pubsub_topic.secret_reminders.id if !startswith(secret.secret_id, "NOTIFICATION_")])
    error_message = "Of a secret that is 90 days old people are reminded."
  }

  assert {
    condition     = alltrue([for secret in google_secret_manager_secret.this : length(secret.rotation) == 0 && length(secret.topics) == 0 if startswith(secret.secret_id, "NOTIFICATION_")])
    error_message = "Of a secret that may never have had a value nobody is reminded."
  }

  assert {
    condition     = toset([for topic in google_pubsub_topic.this : topic.name]) == toset(["commands", "dead-letters", "ticks"])
    error_message = "The topics are those that the code publishes to."
  }

  assert {
    condition     = toset([for subscription in google_pubsub_subscription.dispatcher : subscription.topic]) == toset([google_pubsub_topic.this["commands"].id, google_pubsub_topic.this["ticks"].id])
    error_message = "The dispatcher takes the messages of both topics."
  }

  assert {
    condition = alltrue([
      for subscription in concat(values(google_pubsub_subscription.dispatcher), [google_pubsub_subscription.given_up]) :
      subscription.push_config[0].no_wrapper[0].write_metadata
    ])
    error_message = "A message arrives as the CloudEvent that it was published as: without wrapper, with metadata."
  }

  assert {
    condition = alltrue([
      for subscription in values(google_pubsub_subscription.dispatcher) :
      subscription.dead_letter_policy[0].max_delivery_attempts == 5 && subscription.dead_letter_policy[0].dead_letter_topic == google_pubsub_topic.this["dead-letters"].id && length(subscription.retry_policy) == 1
    ])
    error_message = "After five deliveries a message becomes a dead letter."
  }

  assert {
    condition     = google_pubsub_subscription.given_up.topic == google_pubsub_topic.this["dead-letters"].id && startswith(google_pubsub_subscription.given_up.push_config[0].push_endpoint, google_cloud_run_v2_service.this["given-up"].uri)
    error_message = "What was given up is told."
  }

  assert {
    condition     = alltrue([for subscription in concat(values(google_pubsub_subscription.dispatcher), [google_pubsub_subscription.given_up]) : subscription.expiration_policy[0].ttl == ""])
    error_message = "A subscription of an idle daemon must not expire."
  }

  assert {
    condition     = google_service_account_iam_member.pubsub_tokens.service_account_id == google_service_account.this["push"].name && length(google_pubsub_subscription_iam_member.dead_letters) == 2 && google_pubsub_topic_iam_member.dead_letters.role == "roles/pubsub.publisher"
    error_message = "Pub/Sub's agent makes the tokens of the push, and moves dead letters."
  }

  assert {
    condition     = google_cloud_tasks_queue.this.rate_limits[0].max_dispatches_per_second == 10 && google_cloud_tasks_queue.this.rate_limits[0].max_concurrent_dispatches == 10
    error_message = "The queue sends ten messages a second, at most."
  }

  assert {
    condition     = google_cloud_tasks_queue.this.retry_config[0].max_attempts == -1 && google_cloud_tasks_queue.this.retry_config[0].max_retry_duration == "86400s" && google_cloud_tasks_queue.this.retry_config[0].min_backoff == "5s" && google_cloud_tasks_queue.this.retry_config[0].max_backoff == "300s" && google_cloud_tasks_queue.this.retry_config[0].max_doublings == 6
    error_message = "A task is tried for a day, from every five seconds to every five minutes."
  }

  assert {
    condition     = alltrue([for subscription in values(google_pubsub_subscription.dispatcher) : subscription.retry_policy[0].minimum_backoff == "10s" && subscription.retry_policy[0].maximum_backoff == "600s"])
    error_message = "A refused message comes again after ten seconds to ten minutes."
  }

  assert {
    condition     = toset(keys(google_cloud_scheduler_job.tick)) == toset(["work-main", "sweep-main", "nightly-main", "work-other", "sweep-other"])
    error_message = "Each project has its ticks, under the names that the dispatcher knows."
  }

  assert {
    condition     = alltrue([for name, job in google_cloud_scheduler_job.tick : job.name == name && job.pubsub_target[0].topic_name == google_pubsub_topic.this["ticks"].id])
    error_message = "A tick is a message of the topic ticks."
  }

  assert {
    condition     = google_cloud_scheduler_job.tick["nightly-main"].pubsub_target[0].attributes["ce-schedule"] == "work" && google_cloud_scheduler_job.tick["sweep-other"].pubsub_target[0].attributes["ce-schedule"] == "sweep" && google_cloud_scheduler_job.tick["sweep-other"].pubsub_target[0].attributes["ce-project"] == "other"
    error_message = "A tick says for which project and what it is."
  }

  assert {
    condition     = google_cloud_scheduler_job.tick["nightly-main"].schedule == "0 22 * * *" && google_cloud_scheduler_job.tick["sweep-main"].schedule == "*/5 * * * *"
    error_message = "The sweep comes every five minutes, the night's tick when it is set."
  }
}

run "images_are_scanned_where_that_is_wanted" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    image_scanning = true
  }

  assert {
    condition     = google_artifact_registry_repository.code_developer.vulnerability_scanning_config[0].enablement_config == "INHERITED" && contains(keys(google_project_service.this), "containerscanning.googleapis.com")
    error_message = "image_scanning lets Google look for vulnerabilities."
  }
}

run "a_trial_can_be_deleted" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    keep_data = false
  }

  assert {
    condition     = google_storage_bucket.files.force_destroy && google_firestore_database.this.deletion_policy == "DELETE" && google_firestore_database.this.delete_protection_state == "DELETE_PROTECTION_DISABLED"
    error_message = "keep_data = false lets everything be deleted."
  }
}

run "a_value_is_written_and_not_kept" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    secret_values   = { GITHUB_TOKEN = "canary-of-the-test" }
    secret_versions = { GITHUB_TOKEN = 1 }
  }

  assert {
    condition     = google_secret_manager_secret_version.this["GITHUB_TOKEN"].secret_data_wo == null && google_secret_manager_secret_version.this["GITHUB_TOKEN"].secret_data == null
    error_message = "The state must not hold the value."
  }

  assert {
    condition     = google_secret_manager_secret_version.this["GITHUB_TOKEN"].deletion_policy == "ABANDON"
    error_message = "The version before stays, until it is disabled by hand."
  }
}

run "an_unknown_secret_is_refused" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    secret_versions = { PASSWORD = 1 }
  }

  expect_failures = [var.secret_versions]
}

run "a_project_needs_a_legal_id" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    projects = { "Not Legal" = {} }
  }

  expect_failures = [var.projects]
}

run "a_repository_brings_no_token" {
  command = plan

  plan_options {
    refresh = false
  }

  variables {
    projects = { main = { repository = "https://ada:token@example.com/ada/app.git" } }
  }

  expect_failures = [var.projects]
}
