locals {
  job_name = "code-developer"

  # What both the functions and the job read (docs/reference/configuration.md).
  platform_environment = {
    PLATFORM                    = "google"
    ENVIRONMENT                 = local.environment_name
    GCP_PROJECT_ID              = var.project_id
    GCP_LOCATION                = var.region
    GCS_BUCKET                  = google_storage_bucket.files.name
    FIRESTORE_DATABASE          = google_firestore_database.this.name
    CLOUD_TASKS_QUEUE           = google_cloud_tasks_queue.this.name
    CLOUD_TASKS_SERVICE_ACCOUNT = google_service_account.this["tasks"].email
  }

  job_environment = merge(var.settings, local.platform_environment, {
    CODE_DEVELOPER_TASK_TIMEOUT = tostring(var.job.timeout_seconds)
    CODE_DEVELOPER_SANDBOX      = var.job.sandbox
  })
}

# One execution is one iteration. It is never repeated by Cloud Run: whether there is anything to repeat, the dispatcher
# decides. Secrets are read when they are used, and are in no environment.
resource "google_cloud_run_v2_job" "iteration" {
  project             = var.project_id
  location            = var.region
  name                = local.job_name
  deletion_protection = false # it holds nothing

  template {
    task_count  = 1
    parallelism = 1

    template {
      service_account       = google_service_account.this["job"].email
      execution_environment = "EXECUTION_ENVIRONMENT_GEN2"
      max_retries           = 0
      timeout               = "${var.job.timeout_seconds}s"

      containers {
        image = var.job_image

        resources {
          limits = {
            cpu    = var.job.cpu
            memory = var.job.memory
          }
        }

        dynamic "env" {
          for_each = local.job_environment
          content {
            name  = env.key
            value = env.value
          }
        }
      }
    }
  }

  depends_on = [
    google_project_service.this,
    google_secret_manager_secret_iam_member.this,
    google_project_iam_member.this,
  ]
}
