locals {
  # What is counted of the logs: a test compares it with the lines that the code writes.
  log_metrics = { for metric in jsondecode(file("${path.module}/log-metrics.json")) : metric.name => metric }

  # Where each part of the system writes (LoggedEntry, PrintedLogs).
  written_by = {
    job        = "logName=\"projects/${var.project_id}/logs/code-developer\""
    dispatcher = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"dispatcher\""
  }
}

resource "google_logging_metric" "this" {
  for_each = local.log_metrics

  project     = var.project_id
  name        = each.key
  description = each.value.description
  filter      = "${local.written_by[each.value.writer]} AND (jsonPayload.message:\"${each.value.line}\" OR textPayload:\"${each.value.line}\")"

  value_extractor  = can(each.value.value) ? "REGEXP_EXTRACT(jsonPayload.message, \"${each.value.value}\")" : null
  label_extractors = { for label, pattern in try(each.value.labels, {}) : label => "REGEXP_EXTRACT(jsonPayload.message, \"${pattern}\")" }

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = can(each.value.value) ? "DISTRIBUTION" : "INT64"
    unit        = try(each.value.unit, "1")

    dynamic "labels" {
      for_each = try(each.value.labels, {})
      content {
        key        = labels.key
        value_type = "STRING"
      }
    }
  }

  dynamic "bucket_options" {
    for_each = can(each.value.value) ? [each.value.smallest] : []
    content {
      exponential_buckets {
        num_finite_buckets = 32
        growth_factor      = 1.5
        scale              = bucket_options.value
      }
    }
  }

  depends_on = [google_project_service.this]
}

# Ticks that came out of Cloud Scheduler, by its job: the metrics of the topic do not tell one project from another.
resource "google_logging_metric" "ticks" {
  project     = var.project_id
  name        = "code_developer_ticks"
  description = "Ticks that Cloud Scheduler published, by its job"
  filter      = "logName=\"projects/${var.project_id}/logs/cloudscheduler.googleapis.com%2Fexecutions\" AND resource.type=\"cloud_scheduler_job\" AND jsonPayload.\"@type\"=\"type.googleapis.com/google.cloud.scheduler.logging.AttemptFinished\" AND severity<ERROR"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
    unit        = "1"
  }

  depends_on = [google_project_service.this]
}
