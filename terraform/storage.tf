locals {
  buckets = {
    files   = "${var.project_id}-code-developer-files"
    sources = "${var.project_id}-code-developer-sources"
    audit   = "${var.project_id}-code-developer-audit"
    logs    = "${var.project_id}-code-developer-logs"
  }
  a_day = 86400
}

# The roadmap, files and pending edits, checkpoints. What lives here is never deleted by age: only what was replaced or
# deleted before, and logs.
resource "google_storage_bucket" "files" {
  project                     = var.project_id
  name                        = local.buckets.files
  location                    = var.region
  storage_class               = "STANDARD"
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = !var.keep_data

  versioning {
    enabled = true
  }

  soft_delete_policy {
    retention_duration_seconds = 7 * local.a_day
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      days_since_noncurrent_time = 90
      with_state                 = "ARCHIVED"
    }
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      age            = 90
      matches_prefix = ["logs/"]
      with_state     = "ANY"
    }
  }

  lifecycle_rule {
    action {
      type = "AbortIncompleteMultipartUpload"
    }
    condition {
      age = 7
    }
  }

  depends_on = [google_project_service.this]
}

# What functions are built from. Replaced zips stay for a while: a rollback is an apply of the version before.
resource "google_storage_bucket" "sources" {
  project                     = var.project_id
  name                        = local.buckets.sources
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true

  versioning {
    enabled = true
  }

  lifecycle_rule {
    action {
      type = "Delete"
    }
    condition {
      days_since_noncurrent_time = 90
      with_state                 = "ARCHIVED"
    }
  }

  depends_on = [google_project_service.this]
}
