locals {
  # One service account for each role; what each may do is in permissions.tf.
  accounts = {
    health     = "Says that the functions are alive; may do nothing"
    api        = "The functions of the API"
    dispatcher = "The functions that take messages"
    job        = "An execution of the job"
    push       = "As whom Pub/Sub calls the functions that take messages"
    tasks      = "As whom Cloud Tasks publishes delayed messages"
    build      = "Builds the functions"
  }
}

resource "google_service_account" "this" {
  for_each = local.accounts

  project      = var.project_id
  account_id   = "code-developer-${each.key}"
  display_name = "code-developer: ${each.key}"
  description  = each.value

  depends_on = [google_project_service.this]
}
