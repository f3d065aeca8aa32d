# Workflows of one repository, on one branch, act as an account that may deploy; there is no key that could be lost.
locals {
  github = var.github_repository == "" ? toset([]) : toset([var.github_repository])

  # Whose rights it may change is bounded below. No role here reads a secret or a document; but it may act as every account
  # (deploy_as), and so run code as those that do: whoever can push to the branch can have both (docs/security.md).
  deploy_roles = toset([
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
    "roles/run.admin",
    "roles/serviceusage.serviceUsageAdmin",
    "roles/storage.admin",
    local.deployer,
  ])

  deployer = "projects/${var.project_id}/roles/codeDeveloperDeployer"

  # Every role that Terraform gives on the project; the deployer may give and take these, and no other.
  given_roles = distinct(concat(
    [for grant in values(local.project_grants) : grant.role],
    [for role in local.deploy_roles : role if role != "roles/iam.roleAdmin"],
  ))
}

resource "google_iam_workload_identity_pool" "github" {
  for_each = local.github

  project                   = var.project_id
  workload_identity_pool_id = "code-developer-github"
  display_name              = "GitHub's workflows"

  depends_on = [google_project_service.this]
}

resource "google_iam_workload_identity_pool_provider" "github" {
  for_each = local.github

  project                            = var.project_id
  workload_identity_pool_id          = google_iam_workload_identity_pool.github[each.key].workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  display_name                       = "GitHub"

  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
    "attribute.ref"        = "assertion.ref"
  }
  # A pull request of a fork has another ref, and gets nothing.
  attribute_condition = "assertion.repository == \"${each.value}\" && assertion.ref == \"refs/heads/${var.github_branch}\""

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "deploy" {
  for_each = local.github

  project      = var.project_id
  account_id   = "code-developer-deploy"
  display_name = "code-developer: deploy"
  description  = "Workflows that deploy"

  depends_on = [google_project_service.this]
}

resource "google_service_account_iam_member" "github" {
  for_each = local.github

  service_account_id = google_service_account.deploy[each.key].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github[each.key].name}/attribute.repository/${each.value}"
}

# What no role of Google's has without the right to read what is inside.
resource "google_project_iam_custom_role" "deployer" {
  for_each = local.github

  project = var.project_id
  role_id = "codeDeveloperDeployer"
  title   = "code-developer: deployer"
  stage   = "GA"
  permissions = [
    "datastore.backupSchedules.create",
    "datastore.backupSchedules.get",
    "datastore.backupSchedules.list",
    "datastore.backupSchedules.update",
    "datastore.databases.create",
    "datastore.databases.getMetadata",
    "datastore.databases.update",
    "resourcemanager.projects.get",
    "secretmanager.secrets.create",
    "secretmanager.secrets.get",
    "secretmanager.secrets.getIamPolicy",
    "secretmanager.secrets.list",
    "secretmanager.secrets.setIamPolicy",
    "secretmanager.secrets.update",
    "secretmanager.versions.add",
    "secretmanager.versions.get",
    "secretmanager.versions.list",
  ]

  depends_on = [google_project_service.this]
}

resource "google_project_iam_member" "deploy" {
  for_each = var.github_repository == "" ? toset([]) : local.deploy_roles

  project = var.project_id
  role    = each.value
  member  = google_service_account.deploy[var.github_repository].member

  depends_on = [google_project_iam_custom_role.deployer]
}

resource "google_project_iam_member" "deploy_grants" {
  for_each = local.github

  project = var.project_id
  role    = "roles/resourcemanager.projectIamAdmin"
  member  = google_service_account.deploy[each.key].member

  condition {
    title      = "only the roles of code-developer"
    expression = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${join(", ", [for role in local.given_roles : "'${role}'"])}])"
  }
}

resource "google_service_account_iam_member" "deploy_as" {
  for_each = var.github_repository == "" ? {} : local.accounts

  service_account_id = google_service_account.this[each.key].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.deploy[var.github_repository].member
}
