output "base_url" {
  description = "The address of the API: every path of it, behind one host."
  value       = local.uris["api"]
}

output "urls" {
  description = "The address of each function by itself."
  value       = { for name, uri in local.uris : name => uri if local.functions[name].called != "pushed" }
}

output "public_api" {
  description = "Whether everybody may call the API, which then looks at tokens itself."
  value       = var.public_api
}

output "bucket" {
  description = "Where files and checkpoints are."
  value       = google_storage_bucket.files.name
}

output "database" {
  description = "Firestore's database."
  value       = google_firestore_database.this.name
}

output "projects" {
  description = "The daemon's projects, whose documents a deployment writes into the database."
  value       = var.projects
}

output "job" {
  description = "The Cloud Run job."
  value       = google_cloud_run_v2_job.iteration.name
}

output "topics" {
  description = "The topics."
  value       = [for topic in google_pubsub_topic.this : topic.name]
}

output "registry" {
  description = "Where images go."
  value       = "${var.region}-docker.pkg.dev/${var.project_id}/${google_artifact_registry_repository.code_developer.repository_id}"
}

output "service_accounts" {
  description = "The accounts, by role."
  value       = { for role, account in google_service_account.this : role => account.email }
}

output "github" {
  description = "What a workflow needs to deploy: the provider and the account."
  value = {
    for repository in local.github : repository => {
      provider = google_iam_workload_identity_pool_provider.github[repository].name
      account  = google_service_account.deploy[repository].email
    }
  }
}
