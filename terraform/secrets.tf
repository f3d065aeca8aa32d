locals {
  # As the code asks for them (SecretSource.Name).
  secrets = setunion(local.needed_secrets, local.notification_secrets)

  # Without these nothing runs; people are reminded when they are old.
  needed_secrets = toset(["ANTHROPIC_API_KEY", "API_AUTH_SECRET", "GITHUB_TOKEN"])

  # Where notifications go (docs/how-to/notifications.md). Empty ones mean nowhere, and never get old.
  notification_secrets = toset(["NOTIFICATION_SLACK_URL", "NOTIFICATION_WEBHOOK_KEY", "NOTIFICATION_WEBHOOK_URL"])

  reminded        = var.secret_reminders ? local.needed_secrets : toset([])
  secret_age_days = 90
}

# Secrets are made empty; their values are versions, which Terraform may add (below), or you with gcloud.
resource "google_secret_manager_secret" "this" {
  for_each = local.secrets

  project   = var.project_id
  secret_id = each.value

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }

  dynamic "topics" {
    for_each = contains(local.reminded, each.value) ? [google_pubsub_topic.secret_reminders.id] : []
    content {
      name = topics.value
    }
  }

  dynamic "rotation" {
    for_each = contains(local.reminded, each.value) ? [time_offset.first_reminder[each.value].rfc3339] : []
    content {
      next_rotation_time = rotation.value
      rotation_period    = "${local.secret_age_days * local.a_day}s"
    }
  }

  lifecycle {
    # Secret Manager moves it on with each reminder, and so does who replaces a secret in between.
    ignore_changes = [rotation[0].next_rotation_time]
  }

  depends_on = [google_project_service.this, google_pubsub_topic_iam_member.secret_reminders]
}

resource "time_offset" "first_reminder" {
  for_each = local.needed_secrets

  offset_days = local.secret_age_days
}

# The value is write-only: Terraform sends it and keeps nothing of it. A new number makes a new version; the one before
# stays enabled, so that nobody is refused while both are in use (docs/how-to/deploy.md says how it is ended).
resource "google_secret_manager_secret_version" "this" {
  for_each = var.secret_versions

  secret                 = google_secret_manager_secret.this[each.key].id
  secret_data_wo         = var.secret_values[each.key]
  secret_data_wo_version = each.value
  deletion_policy        = "ABANDON"

  lifecycle {
    create_before_destroy = true

    # Whoever disables a version ends it, after a rotation or because others know it: no apply brings it back.
    ignore_changes = [enabled]
  }
}
