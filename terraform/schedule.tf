locals {
  # As the dispatcher names and sets them (Ticks): the tick that starts work, the one that only repairs, and, where it
  # is wanted, a further one that starts work.
  ticks = merge(
    { for id, project in var.projects : "work-${id}" => {
      project = id, schedule = "work", cron = project.work, time_zone = project.time_zone
    } },
    { for id, project in var.projects : "sweep-${id}" => {
      project = id, schedule = "sweep", cron = "*/5 * * * *", time_zone = "Etc/UTC"
    } },
    { for id, project in var.projects : "nightly-${id}" => {
      project = id, schedule = "work", cron = project.nightly, time_zone = project.time_zone
    } if project.nightly != "" },
  )
}

resource "google_cloud_scheduler_job" "tick" {
  for_each = local.ticks

  project     = var.project_id
  region      = var.region
  name        = each.key
  description = "A tick of code-developer for the project ${each.value.project}"
  schedule    = each.value.cron
  time_zone   = each.value.time_zone

  pubsub_target {
    topic_name = google_pubsub_topic.this["ticks"].id
    data       = base64encode("{}")

    # A CloudEvent, as the code publishes it (CloudEventHeaders, TickSlots).
    attributes = {
      "ce-specversion"  = "1.0"
      "ce-id"           = each.key
      "ce-type"         = "io.codedeveloper.tick"
      "ce-source"       = "//pubsub.googleapis.com/projects/${var.project_id}/topics/ticks"
      "ce-partitionkey" = each.value.project
      "ce-project"      = each.value.project
      "ce-schedule"     = each.value.schedule
      "ce-slots"        = "minute"
    }
  }

  retry_config {
    retry_count = 3
  }

  lifecycle {
    # Start and stop resume and pause it; the API changes when it comes.
    ignore_changes = [paused, schedule, time_zone]
  }
}

# Messages for later: each task publishes one.
resource "google_cloud_tasks_queue" "this" {
  project  = var.project_id
  location = var.region
  name     = "code-developer"

  rate_limits {
    max_dispatches_per_second = 10
    max_concurrent_dispatches = 10
  }

  # Pub/Sub takes over once a message is published; until then a task is tried for a day.
  retry_config {
    max_attempts       = -1
    max_retry_duration = "${local.a_day}s"
    min_backoff        = "5s"
    max_backoff        = "300s"
    max_doublings      = 6
  }

  depends_on = [google_project_service.this]
}
