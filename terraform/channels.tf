locals {
  has_webhook = nonsensitive(var.alert_webhook != "")

  channels            = concat(google_monitoring_notification_channel.email[*].id, google_monitoring_notification_channel.webhook[*].id)
  channels_for_budget = google_monitoring_notification_channel.email[*].id # a budget takes no others
}

resource "google_monitoring_notification_channel" "email" {
  count = var.alert_email == "" ? 0 : 1

  project      = var.project_id
  display_name = "code-developer: ${var.alert_email}"
  type         = "email"
  labels       = { email_address = var.alert_email }

  depends_on = [google_project_service.this]
}

resource "google_monitoring_notification_channel" "webhook" {
  count = local.has_webhook ? 1 : 0

  project      = var.project_id
  display_name = "code-developer: webhook"
  type         = "webhook_tokenauth"
  labels       = { url = var.alert_webhook }

  depends_on = [google_project_service.this]
}
