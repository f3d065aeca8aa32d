locals {
  # As the code names them (MessageBus.Topic, PubSubMessageBus.DEAD_LETTERS).
  work_topics  = toset(["commands", "ticks"])
  dead_letters = "dead-letters"

  # MessageBus.DELIVERY_ATTEMPTS
  delivery_attempts = 5

  # A message that nobody took waits this long.
  message_retention = "${7 * local.a_day}s"

  pubsub_agent         = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
  secret_manager_agent = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-secretmanager.iam.gserviceaccount.com"
}

resource "google_pubsub_topic" "this" {
  for_each = setunion(local.work_topics, [local.dead_letters])

  project = var.project_id
  name    = each.value

  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }

  depends_on = [google_project_service.this]
}

# Without wrapper and with metadata a message arrives as the CloudEvent that it was published as.
resource "google_pubsub_subscription" "dispatcher" {
  for_each = local.work_topics

  project                    = var.project_id
  name                       = "dispatcher-${each.value}"
  topic                      = google_pubsub_topic.this[each.value].id
  ack_deadline_seconds       = local.pushed_timeout + 30
  message_retention_duration = local.message_retention
  enable_message_ordering    = true

  push_config {
    push_endpoint = "${local.uris["dispatcher"]}/"

    no_wrapper {
      write_metadata = true
    }
    oidc_token {
      service_account_email = google_service_account.this["push"].email
      audience              = local.push_audience["dispatcher"]
    }
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.this[local.dead_letters].id
    max_delivery_attempts = local.delivery_attempts
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  expiration_policy {
    ttl = "" # never
  }
}

# What was given up is told; where even that fails, it waits here, and an alert says so.
resource "google_pubsub_subscription" "given_up" {
  project                    = var.project_id
  name                       = "given-up"
  topic                      = google_pubsub_topic.this[local.dead_letters].id
  ack_deadline_seconds       = local.pushed_timeout + 30
  message_retention_duration = local.message_retention

  push_config {
    push_endpoint = "${local.uris["given-up"]}/"

    no_wrapper {
      write_metadata = true
    }
    oidc_token {
      service_account_email = google_service_account.this["push"].email
      audience              = local.push_audience["given-up"]
    }
  }

  retry_policy {
    minimum_backoff = "60s"
    maximum_backoff = "600s"
  }

  expiration_policy {
    ttl = "" # never
  }
}

# Secret Manager's reminders wait here until somebody has replaced the secret, and takes them.
resource "google_pubsub_topic" "secret_reminders" {
  project = var.project_id
  name    = "secret-reminders"

  message_storage_policy {
    allowed_persistence_regions = [var.region]
  }

  depends_on = [google_project_service.this]
}

resource "google_pubsub_subscription" "secret_reminders" {
  project                    = var.project_id
  name                       = "secret-reminders"
  topic                      = google_pubsub_topic.secret_reminders.id
  filter                     = "attributes.eventType = \"SECRET_ROTATE\""
  message_retention_duration = "${31 * local.a_day}s"

  expiration_policy {
    ttl = "" # never
  }
}
