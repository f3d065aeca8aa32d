# Images of job and functions, and what Cloud Functions builds. The newest ten of each stay, for rollbacks; of the others
# those that are a month old go, tagged or not.
resource "google_artifact_registry_repository" "code_developer" {
  project                = var.project_id
  location               = var.region
  repository_id          = "code-developer"
  format                 = "DOCKER"
  description            = "The images of code-developer"
  cleanup_policy_dry_run = false

  vulnerability_scanning_config {
    enablement_config = var.image_scanning ? "INHERITED" : "DISABLED"
  }

  cleanup_policies {
    id     = "keep-the-newest"
    action = "KEEP"
    most_recent_versions {
      keep_count = 10
    }
  }

  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"
    condition {
      tag_state  = "ANY"
      older_than = "${30 * local.a_day}s"
    }
  }

  depends_on = [google_project_service.this]
}
