# What each account may do, and on what. A right is given on the resource itself where Google Cloud can do that; where
# it cannot, on the project, under a condition or with a role of ours that holds nothing else.

locals {
  # Documents: the database has no permissions of its own, so that a condition names it.
  on_the_database = {
    title      = "only the database of code-developer"
    expression = "resource.name.startsWith(\"projects/${var.project_id}/databases/${var.firestore_database}\")"
  }
  # Cloud Functions copies what it builds into a bucket of its own.
  on_build_sources = {
    title      = "only what Cloud Functions builds from"
    expression = "resource.name.startsWith(\"projects/_/buckets/gcf-v2-\")"
  }

  project_grants = {
    "api documents"        = { account = "api", role = "roles/datastore.user", condition = local.on_the_database }
    "dispatcher documents" = { account = "dispatcher", role = "roles/datastore.user", condition = local.on_the_database }
    "job documents"        = { account = "job", role = "roles/datastore.user", condition = local.on_the_database }
    "api schedule"         = { account = "api", role = local.schedule_editor, condition = null }
    "api logs"             = { account = "api", role = local.log_reader, condition = null }
    "dispatcher schedule"  = { account = "dispatcher", role = local.schedule_keeper, condition = null }
    "job logs"             = { account = "job", role = "roles/logging.logWriter", condition = null }
    "build logs"           = { account = "build", role = "roles/logging.logWriter", condition = null }
    "build sources"        = { account = "build", role = "roles/storage.objectViewer", condition = local.on_build_sources }
  }

  bucket_grants = {
    "api files"        = { account = "api", bucket = google_storage_bucket.files.name, role = "roles/storage.objectUser" }
    "dispatcher files" = { account = "dispatcher", bucket = google_storage_bucket.files.name, role = "roles/storage.objectUser" }
    "job files"        = { account = "job", bucket = google_storage_bucket.files.name, role = "roles/storage.objectUser" }
    "build sources"    = { account = "build", bucket = google_storage_bucket.sources.name, role = "roles/storage.objectViewer" }
  }

  # Who publishes where; the job tells the dispatcher that it has ended.
  publishers = {
    "api commands"        = { account = "api", topic = "commands" }
    "dispatcher commands" = { account = "dispatcher", topic = "commands" }
    "job commands"        = { account = "job", topic = "commands" }
    "tasks commands"      = { account = "tasks", topic = "commands" }
    "tasks ticks"         = { account = "tasks", topic = "ticks" }
  }

  # The dispatcher delivers notifications; the job, near which the commands of a repository run, learns no way to people.
  secret_readers = {
    "api API_AUTH_SECRET"                 = { account = "api", secret = "API_AUTH_SECRET" }
    "dispatcher NOTIFICATION_SLACK_URL"   = { account = "dispatcher", secret = "NOTIFICATION_SLACK_URL" }
    "dispatcher NOTIFICATION_WEBHOOK_KEY" = { account = "dispatcher", secret = "NOTIFICATION_WEBHOOK_KEY" }
    "dispatcher NOTIFICATION_WEBHOOK_URL" = { account = "dispatcher", secret = "NOTIFICATION_WEBHOOK_URL" }
    "job ANTHROPIC_API_KEY"               = { account = "job", secret = "ANTHROPIC_API_KEY" }
    "job GITHUB_TOKEN"                    = { account = "job", secret = "GITHUB_TOKEN" }
  }

  # Put together rather than taken from the resources, so that they are known before those are made.
  log_reader      = "projects/${var.project_id}/roles/codeDeveloperLogReader"
  schedule_editor = "projects/${var.project_id}/roles/codeDeveloperScheduleEditor"
  schedule_keeper = "projects/${var.project_id}/roles/codeDeveloperScheduleKeeper"
  job_runner      = "projects/${var.project_id}/roles/codeDeveloperJobRunner"

  custom_roles = {
    codeDeveloperLogReader = {
      title       = "code-developer: log reader"
      permissions = ["logging.logEntries.list"]
    }
    # A job that never comes due is deleted again.
    codeDeveloperScheduleEditor = {
      title = "code-developer: schedule editor"
      permissions = [
        "cloudscheduler.jobs.create",
        "cloudscheduler.jobs.delete",
        "cloudscheduler.jobs.enable",
        "cloudscheduler.jobs.get",
        "cloudscheduler.jobs.pause",
        "cloudscheduler.jobs.update",
      ]
    }
    codeDeveloperScheduleKeeper = {
      title       = "code-developer: schedule keeper"
      permissions = ["cloudscheduler.jobs.enable", "cloudscheduler.jobs.get", "cloudscheduler.jobs.pause"]
    }
    codeDeveloperJobRunner = {
      title = "code-developer: job runner"
      permissions = [
        "run.executions.cancel",
        "run.executions.get",
        "run.executions.list",
        "run.jobs.run",
        "run.jobs.runWithOverrides",
      ]
    }
  }
}

resource "google_project_iam_custom_role" "this" {
  for_each = local.custom_roles

  project     = var.project_id
  role_id     = each.key
  title       = each.value.title
  permissions = each.value.permissions
  stage       = "GA"

  depends_on = [google_project_service.this]
}

resource "google_project_iam_member" "this" {
  for_each = local.project_grants

  project = var.project_id
  role    = each.value.role
  member  = google_service_account.this[each.value.account].member

  dynamic "condition" {
    for_each = each.value.condition == null ? [] : [each.value.condition]
    content {
      title      = condition.value.title
      expression = condition.value.expression
    }
  }

  depends_on = [google_project_iam_custom_role.this]
}

resource "google_storage_bucket_iam_member" "this" {
  for_each = local.bucket_grants

  bucket = each.value.bucket
  role   = each.value.role
  member = google_service_account.this[each.value.account].member
}

resource "google_pubsub_topic_iam_member" "publisher" {
  for_each = local.publishers

  project = var.project_id
  topic   = google_pubsub_topic.this[each.value.topic].name
  role    = "roles/pubsub.publisher"
  member  = google_service_account.this[each.value.account].member
}

resource "google_secret_manager_secret_iam_member" "this" {
  for_each = local.secret_readers

  project   = var.project_id
  secret_id = google_secret_manager_secret.this[each.value.secret].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.this[each.value.account].member
}

resource "google_cloud_run_v2_job_iam_member" "dispatcher" {
  project  = var.project_id
  location = var.region
  name     = google_cloud_run_v2_job.iteration.name
  role     = local.job_runner
  member   = google_service_account.this["dispatcher"].member

  depends_on = [google_project_iam_custom_role.this]
}

resource "google_cloud_tasks_queue_iam_member" "dispatcher" {
  project  = var.project_id
  location = var.region
  name     = google_cloud_tasks_queue.this.name
  role     = "roles/cloudtasks.enqueuer"
  member   = google_service_account.this["dispatcher"].member
}

# Who makes a task in an account's name must be allowed to act as it.
resource "google_service_account_iam_member" "dispatcher_as_tasks" {
  service_account_id = google_service_account.this["tasks"].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.this["dispatcher"].member
}

resource "google_artifact_registry_repository_iam_member" "build" {
  project    = var.project_id
  location   = var.region
  repository = google_artifact_registry_repository.code_developer.name
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.this["build"].member
}

# --- Google's own agents -----------------------------------------------------------------------------------------

# Pub/Sub makes the tokens of the push subscriptions, and moves what it gave up.
resource "google_service_account_iam_member" "pubsub_tokens" {
  service_account_id = google_service_account.this["push"].name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = local.pubsub_agent
}

resource "google_pubsub_topic_iam_member" "dead_letters" {
  project = var.project_id
  topic   = google_pubsub_topic.this[local.dead_letters].name
  role    = "roles/pubsub.publisher"
  member  = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "dead_letters" {
  for_each = local.work_topics

  project      = var.project_id
  subscription = google_pubsub_subscription.dispatcher[each.value].name
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}

resource "google_pubsub_topic_iam_member" "secret_reminders" {
  count = var.secret_reminders ? 1 : 0

  project = var.project_id
  topic   = google_pubsub_topic.secret_reminders.name
  role    = "roles/pubsub.publisher"
  member  = local.secret_manager_agent
}
