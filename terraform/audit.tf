# Who changed what, and who read a secret: kept for a year, where nobody can delete it before.
resource "google_storage_bucket" "audit" {
  project                     = var.project_id
  name                        = local.buckets.audit
  location                    = var.region
  storage_class               = "NEARLINE"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false

  retention_policy {
    retention_period = 365 * local.a_day
    is_locked        = var.lock_audit_logs
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age        = 400
      with_state = "ANY"
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_project_sink" "audit" {
  project                = var.project_id
  name                   = "code-developer-audit"
  description            = "Audit logs, for a year"
  destination            = "storage.googleapis.com/${google_storage_bucket.audit.name}"
  filter                 = "logName:\"cloudaudit.googleapis.com\""
  unique_writer_identity = true
}

resource "google_storage_bucket_iam_member" "audit_sink" {
  bucket = google_storage_bucket.audit.name
  role   = "roles/storage.objectCreator"
  member = google_logging_project_sink.audit.writer_identity
}

# Reading a secret is not logged unless one asks for it.
resource "google_project_iam_audit_config" "secrets" {
  project = var.project_id
  service = "secretmanager.googleapis.com"

  audit_log_config {
    log_type = "ADMIN_READ"
  }
  audit_log_config {
    log_type = "DATA_READ"
  }
  audit_log_config {
    log_type = "DATA_WRITE"
  }

  depends_on = [google_project_service.this]
}

# Errors outlive the thirty days of the other logs, for the review of a quarter.
resource "google_storage_bucket" "logs" {
  project                     = var.project_id
  name                        = local.buckets.logs
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age        = 180
      with_state = "ANY"
    }
  }

  depends_on = [google_project_service.this]
}

resource "google_logging_project_sink" "errors" {
  project                = var.project_id
  name                   = "code-developer-errors"
  description            = "Errors, for half a year"
  destination            = "storage.googleapis.com/${google_storage_bucket.logs.name}"
  filter                 = "severity>=ERROR AND NOT logName:\"cloudaudit.googleapis.com\""
  unique_writer_identity = true
}

resource "google_storage_bucket_iam_member" "error_sink" {
  bucket = google_storage_bucket.logs.name
  role   = "roles/storage.objectCreator"
  member = google_logging_project_sink.errors.writer_identity
}

resource "google_logging_project_bucket_config" "default" {
  project        = var.project_id
  location       = "global" # Cloud Logging's own bucket exists nowhere else
  bucket_id      = "_Default"
  retention_days = 30

  depends_on = [google_project_service.this]
}
